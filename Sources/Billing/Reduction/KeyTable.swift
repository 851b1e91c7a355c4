internal import Glibc

/// Numbers the distinct texts of some columns in the order in which they come.
///
/// Texts are found by a 64-bit hash and compared byte by byte, so a collision costs time and never truth.
struct KeyTable {
  let runs: [ColumnRun]
  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  /// Each key's runs, one behind the other, each followed by a comma.
  private var text = Pool<UInt8>(capacity: 1 << 12)
  private var offsets = Pool<Int>()
  /// How long each key's first cell is.
  private var firstCells = Pool<UInt32>()

  private struct Slot {
    var hash: UInt64
    /// The key's number plus one; 0 where the slot is free.
    var number: UInt32
  }

  init(columns: some Collection<Int>) {
    runs = ColumnRun.runs(of: columns)
    mask = 1023
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot(hash: 0, number: 0), count: mask + 1)
    offsets.append(0)
  }

  func free() {
    slots.deallocate()
    text.free()
    offsets.free()
    firstCells.free()
  }

  /// Where the first cell of a key ends.
  func firstCellEnd(_ number: Int) -> Int { Int(firstCells[number]) }

  var count: Int { offsets.count - 1 }

  /// The text of a key: its columns' cells, each followed by a comma.
  func key(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.start + offsets[number], count: offsets[number + 1] - offsets[number])
  }

  @inline(__always)
  func hash(_ row: Row) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for run in runs {
      let start = row.start(of: run.first)
      hash = hashBytes(row.bytes + start, row.end(of: run.last) - start, hash)
    }
    return hash
  }

  @inline(__always)
  func matches(_ number: Int, _ row: Row) -> Bool {
    var position = text.start + offsets[number]
    let end = text.start + offsets[number + 1]
    for run in runs {
      let start = row.start(of: run.first)
      let count = row.end(of: run.last) - start
      guard end - position > count, position[count] == UInt8(ascii: ","),
        memcmp(position, row.bytes + start, count) == 0
      else { return false }
      position += count + 1
    }
    return position == end
  }

  /// The number of the row's key; a new one where it was not met before.
  mutating func number(_ row: Row, hash: UInt64) -> Int {
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].number != 0 {
      let number = Int(slots[index].number) - 1
      if slots[index].hash == hash, matches(number, row) { return number }
      index = (index + 1) & mask
    }
    slots[index] = Slot(hash: hash, number: UInt32(count + 1))
    for run in runs {
      let start = row.start(of: run.first)
      text.append(row.bytes + start, row.end(of: run.last) - start)
      text.append(UInt8(ascii: ","))
    }
    offsets.append(text.count)
    if let first = runs.first { firstCells.append(UInt32(row.end(of: first.first) - row.start(of: first.first))) }
    if count * 2 > mask { grow() }
    return count - 1
  }

  private mutating func grow() {
    let old = UnsafeBufferPointer(start: slots, count: mask + 1)
    mask = mask * 4 + 3
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot(hash: 0, number: 0), count: mask + 1)
    for slot in old where slot.number != 0 {
      var index = Int(truncatingIfNeeded: slot.hash) & mask
      while slots[index].number != 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
    old.deallocate()
  }
}

/// A 64-bit hash by folded multiplication (as wyhash does), which reads up to 15 bytes behind the end.
@inline(__always)
func hashBytes(_ start: UnsafePointer<UInt8>, _ count: Int, _ seed: UInt64) -> UInt64 {
  let raw = UnsafeRawPointer(start)
  var hash = seed ^ UInt64(truncatingIfNeeded: count)
  var index = 0
  while index + 16 <= count {
    let low = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    let high = raw.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
    hash = fold(low ^ 0xA076_1D64_78BD_642F, high ^ hash)
    index += 16
  }
  let rest = UInt64(truncatingIfNeeded: count - index)
  var low = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
  var high = raw.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
  if rest < 8 {
    low &= (1 << (rest * 8)) &- 1
    high = 0
  } else {
    high &= (1 << ((rest - 8) * 8)) &- 1
  }
  return fold(low ^ 0xE703_7ED1_A0B4_28DB, high ^ hash)
}

@inline(__always)
private func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let product = a.multipliedFullWidth(by: b)
  return product.high ^ product.low
}

/// Mixes two hashes into one.
@inline(__always)
func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 { fold(a ^ 0x8EBC_6AF0_9C88_C6E3, b) }
