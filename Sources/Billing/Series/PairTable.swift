/// Finds what was kept for a pair of a combination and a member.
struct PairTable {
  private var slots: [(pair: UInt64, value: Int32)] = Array(repeating: (0, -1), count: 64)
  private var mask = 63
  private var count = 0

  /// The pair's value; a pair that was not met before gets `new`.
  mutating func value(of combination: Int, _ member: Int32, orNew new: Int) -> Int {
    let pair = UInt64(combination) << 32 | UInt64(UInt32(bitPattern: member))
    var index = Self.hash(pair) & mask
    while slots[index].value >= 0 {
      if slots[index].pair == pair { return Int(slots[index].value) }
      index = (index + 1) & mask
    }
    slots[index] = (pair, Int32(new))
    count += 1
    if count * 2 > mask { grow() }
    return new
  }

  private static func hash(_ pair: UInt64) -> Int {
    Int(truncatingIfNeeded: mixed(pair, 0x9E37_79B9_7F4A_7C15))
  }

  private mutating func grow() {
    let old = slots
    mask = mask * 4 + 3
    slots = Array(repeating: (0, -1), count: mask + 1)
    for slot in old where slot.value >= 0 {
      var index = Self.hash(slot.pair) & mask
      while slots[index].value >= 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
  }
}
