import TestSupport

/// A small random file: a dialect of CSV, cells of every kind, and now and then bytes that belong to none.
struct RandomText {
  private var random: SplitMix64
  private let columns: Int
  private let delimiter: UInt8
  private let lineEnd: [UInt8]
  /// One in how many cells leaves the dialect of the scanner; 0 for none.
  private let oddness: Int
  private let quotedShare: Int
  private(set) var bytes: [UInt8] = []

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    columns = 2 + Self.below(4, &random)
    delimiter = Self.below(16, &random) > 0 ? UInt8(ascii: ",") : Self.pick([UInt8(ascii: ";"), 9], &random)
    lineEnd = Self.below(16, &random) > 0 ? Self.pick([[10], [13, 10]], &random) : [13]
    oddness = Self.pick([0, 0, 0, 0, 0, 12, 60], &random)
    quotedShare = Self.pick([0, 1, 2, 4], &random)
    bytes.reserveCapacity(512)
    write()
  }

  private static func below(_ count: Int, _ random: inout SplitMix64) -> Int {
    Int(truncatingIfNeeded: random.next() >> 33) % count
  }

  private static func pick<T>(_ values: [T], _ random: inout SplitMix64) -> T {
    values[below(values.count, &random)]
  }

  private mutating func below(_ count: Int) -> Int { Self.below(count, &random) }

  private mutating func write() {
    if below(16) == 0 { bytes += [0xEF, 0xBB, 0xBF] }
    for row in 0...below(8) {
      if below(12) == 0 { bytes += Self.pick([[], [32], [9, 32]], &random) + lineEnd }
      let cells = row > 0 && below(16) == 0 ? 1 + below(columns + 2) : columns
      for cell in 0..<cells {
        if cell > 0 { bytes.append(delimiter) }
        writeCell()
      }
      bytes += lineEnd
    }
    if below(3) == 0 { bytes.removeLast(below(lineEnd.count + 1)) }
  }

  private mutating func writeCell() {
    if oddness > 0, below(oddness) == 0 { return writeAnything() }
    // Lengths near the scanner's blocks of 64 bytes are met often enough.
    let length = below(16) == 0 ? 50 + below(30) : below(7)
    guard below(4) < quotedShare else {
      for _ in 0..<length { bytes.append(Self.bare[below(Self.bare.count)]) }
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for _ in 0..<length {
      let byte = Self.any[below(Self.any.count)]
      bytes.append(byte)
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func writeAnything() {
    for _ in 0...below(5) { bytes.append(Self.any[below(Self.any.count)]) }
  }

  private static let bare = Array("aaab1. -:{}'\t".utf8) + [0]
  private static let any = Array("abcdefg 1,,;\"\"\"\n\n\r\t".utf8)
}
