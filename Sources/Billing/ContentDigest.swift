/// Tells whether two contents are the same: 128 bits of a hash over all bytes in their order.
///
/// It is made to notice a change, not to withstand an attacker.
public struct ContentDigest: Sendable {
  private var low: UInt64 = 0x243F_6A88_85A3_08D3
  private var high: UInt64 = 0x1319_8A2E_0370_7344

  public init() {}

  /// Takes the next bytes in; their length counts, too.
  public mutating func combine(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe combine($0) }
  }

  public mutating func combine(_ text: String) {
    var text = text
    text.withUTF8 { unsafe combine(UnsafeRawBufferPointer($0)) }
  }

  public mutating func combine(_ number: Int64) {
    mix(UInt64(bitPattern: number), 8)
  }

  private mutating func combine(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while index + 16 <= bytes.count {
      unsafe mix(
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self),
        bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self))
      index += 16
    }
    var rest: (UInt64, UInt64) = (0, 0)
    for position in index..<bytes.count {
      rest.1 = rest.1 << 8 | rest.0 >> 56
      rest.0 = unsafe rest.0 << 8 | UInt64(bytes[position])
    }
    mix(rest.0, rest.1)
    mix(UInt64(bytes.count), 1)
  }

  @inline(__always)
  private mutating func mix(_ a: UInt64, _ b: UInt64) {
    low = fold(a ^ 0xA076_1D64_78BD_642F, b ^ low)
    high = fold(a ^ high, b ^ 0xE703_7ED1_A0B4_28DB)
  }

  /// The digest as 32 hexadecimal digits.
  public var text: String {
    [high, low].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
