internal import Glibc

/// Numbers the distinct texts of some columns in the order in which they come.
///
/// Texts are found by a 64-bit hash and compared byte by byte, so a collision costs time and never truth.
@safe struct KeyTable {
  let runs: [ColumnRun]
  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  /// Each key's runs, one behind the other, each followed by a comma.
  private var text = Pool<UInt8>(capacity: 1 << 12)
  private var offsets = Pool<Int>()

  private struct Slot {
    var hash: UInt64
    /// The key's number plus one; 0 where the slot is free.
    var number: UInt32
  }

  init(columns: some Collection<Int>) {
    runs = ColumnRun.runs(of: columns)
    mask = 1023
    unsafe slots = .allocate(capacity: mask + 1)
    unsafe slots.initialize(repeating: Slot(hash: 0, number: 0), count: mask + 1)
    offsets.append(0)
  }

  func free() {
    unsafe slots.deallocate()
    text.free()
    offsets.free()
  }

  var count: Int { offsets.count - 1 }

  /// The text of a key: its columns' cells, each followed by a comma.
  func key(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(
      start: text.start + offsets[number], count: offsets[number + 1] - offsets[number])
  }

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
    var index = Int(truncatingIfNeeded: hash) & mask
    while unsafe slots[index].number != 0 {
      let number = unsafe Int(slots[index].number) - 1
      if unsafe slots[index].hash == hash, matches(number, row) { return number }
      index = (index + 1) & mask
    }
    unsafe slots[index] = Slot(hash: hash, number: UInt32(count + 1))
    for run in runs {
      let start = row.start(of: run.first)
      unsafe text.append(row.bytes + start, row.end(of: run.last) - start)
      text.append(UInt8(ascii: ","))
    }
    offsets.append(text.count)
    if count * 2 > mask { grow() }
    return count - 1
  }

  private mutating func grow() {
    let old = unsafe UnsafeBufferPointer(start: slots, count: mask + 1)
    mask = mask * 4 + 3
    unsafe slots = .allocate(capacity: mask + 1)
    unsafe slots.initialize(repeating: Slot(hash: 0, number: 0), count: mask + 1)
    for position in old.indices {
      let slot = unsafe old[position]
      guard slot.number != 0 else { continue }
      var index = Int(truncatingIfNeeded: slot.hash) & mask
      while unsafe slots[index].number != 0 { index = (index + 1) & mask }
      unsafe slots[index] = slot
    }
    unsafe old.deallocate()
  }
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
