internal import Glibc

/// Numbers the distinct texts of some columns in the order in which they come.
///
/// Texts are found by a 64-bit hash and compared byte by byte, so a collision costs time and never truth.
@safe struct KeyTable {
  let runs: [ColumnRun]
  private var slots = HashSlots()
  /// Each key's runs, one behind the other, each followed by a comma.
  private var text = Pool<UInt8>(capacity: 1 << 12)
  private var offsets = Pool<Int>()
  /// Whether all cells of all keys say what stands in the file, byte for byte, and so differ where they differ.
  private(set) var isPlain = true

  init(columns: some Collection<Int>) {
    runs = ColumnRun.runs(of: columns)
    offsets.append(0)
  }

  func free() {
    slots.free()
    text.free()
    offsets.free()
  }

  var count: Int { offsets.count - 1 }

  /// All keys, as long as no other comes: the cells of the columns, each followed by a comma.
  var texts: KeyTexts { unsafe KeyTexts(start: text.start, offsets: offsets.start, count: count) }

  @inline(__always)
  func hash(_ row: Row) -> UInt64 { rowHash(row, runs) }

  @inline(__always)
  func matches(_ number: Int, _ row: Row) -> Bool {
    var position = unsafe text.start + offsets[number]
    let end = unsafe text.start + offsets[number + 1]
    for run in runs {
      let start = row.start(of: run.first)
      let count = row.end(of: run.last) - start
      guard unsafe end - position > count, unsafe position[count] == UInt8(ascii: ","),
        unsafe memcmp(position, row.bytes + start, count) == 0
      else { return false }
      unsafe position += count + 1
    }
    return unsafe position == end
  }

  /// The number of the row's key; a new one where it was not met before.
  mutating func number(_ row: Row, hash: UInt64) -> Int {
    if let known = slots.find(hash, { matches($0, row) }) { return known }
    slots.insert(hash, count)
    for run in runs {
      let start = row.start(of: run.first)
      let length = row.end(of: run.last) - start
      text.reserve(length + 1 + Chunk.padding)
      unsafe text.append(row.bytes + start, length)
      text.append(UInt8(ascii: ","))
      if isPlain { isPlain = unsafe isPlainText(row.bytes + start, length) && !hasAbsentWord(run, row) }
    }
    offsets.append(text.count)
    return count - 1
  }
}

/// The texts of a table's keys, which stay the table's.
@safe struct KeyTexts {
  fileprivate let start: UnsafePointer<UInt8>
  fileprivate let offsets: UnsafePointer<Int>
  let count: Int

  fileprivate init(start: UnsafePointer<UInt8>, offsets: UnsafePointer<Int>, count: Int) {
    unsafe self.start = start
    unsafe self.offsets = offsets
    self.count = count
  }

  @inline(__always)
  subscript(number: Int) -> UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: start + offsets[number], count: offsets[number + 1] - offsets[number])
  }
}

/// Whether a cell of some columns says `NULL` or `null`, and so the same as an empty one.
private func hasAbsentWord(_ run: ColumnRun, _ row: Row) -> Bool {
  for column in run.first...run.last {
    let start = row.start(of: column)
    guard row.end(of: column) - start == 4 else { continue }
    let word = unsafe UnsafeRawPointer(row.bytes + start).loadUnaligned(as: UInt32.self).littleEndian
    // The letters of "NULL", in either case.
    if word | 0x2020_2020 == 0x6C6C_756E { return true }
  }
  return false
}

/// A hash of some columns of a row.
@inline(__always)
func rowHash(_ row: Row, _ runs: [ColumnRun]) -> UInt64 {
  var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
  for run in runs {
    let start = row.start(of: run.first)
    hash = unsafe hashBytes(row.bytes + start, row.end(of: run.last) - start, hash)
  }
  return hash
}

/// A 64-bit hash by folded multiplication (as wyhash does), which reads up to 15 bytes behind the end.
@inline(__always)
func hashBytes(_ start: UnsafePointer<UInt8>, _ count: Int, _ seed: UInt64) -> UInt64 {
  let raw = unsafe UnsafeRawPointer(start)
  var hash = seed ^ UInt64(truncatingIfNeeded: count)
  var index = 0
  while index + 16 <= count {
    let low = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    let high = unsafe raw.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
    hash = fold(low ^ 0xA076_1D64_78BD_642F, high ^ hash)
    index += 16
  }
  let rest = UInt64(truncatingIfNeeded: count - index)
  var low = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
  var high = unsafe raw.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
  if rest < 8 {
    low &= (1 << (rest * 8)) &- 1
    high = 0
  } else {
    high &= (1 << ((rest - 8) * 8)) &- 1
  }
  return fold(low ^ 0xE703_7ED1_A0B4_28DB, high ^ hash)
}

/// Multiplies to 128 bits and folds the halves together.
@inline(__always)
func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let product = a.multipliedFullWidth(by: b)
  return product.high ^ product.low
}

/// Mixes two hashes into one.
@inline(__always)
func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 { fold(a ^ 0x8EBC_6AF0_9C88_C6E3, b) }
