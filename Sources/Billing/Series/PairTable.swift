/// Numbers pairs of a combination and a member in the order in which they come.
struct PairTable {
  private var slots: [(pair: UInt64, number: Int32)]
  private var mask: Int
  private(set) var count = 0

  /// - Parameter capacity: how many pairs are expected.
  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    mask = size - 1
    slots = Array(repeating: (0, -1), count: size)
  }

  /// The pair's number; a new one is `count` before the call.
  mutating func number(_ combination: Int, _ member: Int32) -> Int {
    let pair = UInt64(combination) << 32 | UInt64(UInt32(bitPattern: member))
    var index = Int(truncatingIfNeeded: mixed(pair, 0x9E37_79B9_7F4A_7C15)) & mask
    while slots[index].number >= 0 {
      if slots[index].pair == pair { return Int(slots[index].number) }
      index = (index + 1) & mask
    }
    slots[index] = (pair, Int32(count))
    count += 1
    if count * 2 > mask { grow() }
    return count - 1
  }

  private mutating func grow() {
    let old = slots
    mask = mask * 2 + 1
    slots = Array(repeating: (0, -1), count: mask + 1)
    for slot in old where slot.number >= 0 {
      var index = Int(truncatingIfNeeded: mixed(slot.pair, 0x9E37_79B9_7F4A_7C15)) & mask
      while slots[index].number >= 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
  }
}
