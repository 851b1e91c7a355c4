/// Finds numbers by the hash of what they stand for, in open addressing.
///
/// Its owner calls `free` when it is done.
@safe struct HashSlots {
  /// The upper half of a hash, and below it the number plus one; 0 where the slot is free.
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private var count = 0

  /// - Parameter capacity: how many numbers go in before it grows.
  init(capacity: Int = 512) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    mask = size - 1
    unsafe slots = Memory.zeros(size)
  }

  func free() { unsafe Memory.free(slots, mask + 1) }

  /// The number with this hash for which `isSame` holds; nil where none is.
  @inline(__always)
  func find(_ hash: UInt64, _ isSame: (Int) -> Bool) -> Int? {
    let upper = hash >> 32
    var index = Int(truncatingIfNeeded: upper) & mask
    while true {
      let slot = unsafe slots[index]
      if slot == 0 { return nil }
      if slot >> 32 == upper {
        let number = Int(UInt32(truncatingIfNeeded: slot)) - 1
        if isSame(number) { return number }
      }
      index = (index + 1) & mask
    }
  }

  /// Puts a number in that is not there yet.
  @inline(__always)
  mutating func insert(_ hash: UInt64, _ number: Int) {
    put((hash & ~UInt64(UInt32.max)) | UInt64(number + 1))
    count += 1
    if count * 2 > mask { grow() }
  }

  @inline(__always)
  private func put(_ slot: UInt64) {
    var index = Int(truncatingIfNeeded: slot >> 32) & mask
    while unsafe slots[index] != 0 { index = (index + 1) & mask }
    unsafe slots[index] = slot
  }

  private mutating func grow() {
    let old = unsafe UnsafeBufferPointer(start: slots, count: mask + 1)
    mask = mask * 2 + 1
    unsafe slots = Memory.zeros(mask + 1)
    for index in old.indices {
      let slot = unsafe old[index]
      if slot != 0 { put(slot) }
    }
    if let start = old.baseAddress {
      unsafe Memory.free(UnsafeMutablePointer(mutating: start), old.count)
    }
  }
}
