/// Tells whether two contents are the same: 128 bits of a hash over all bytes in their order.
///
/// It is made to notice a change, not to withstand an attacker.
public struct ContentDigest: Sendable {
  private var low: UInt64 = 0x243F_6A88_85A3_08D3
  private var high: UInt64 = 0x1319_8A2E_0370_7344
  private var padded: [UInt8] = []

  public init() {}

  /// Takes the next bytes in; their length counts, too.
  public mutating func combine(_ bytes: [UInt8]) {
    padded.removeAll(keepingCapacity: true)
    padded.append(contentsOf: bytes)
    padded.append(contentsOf: repeatElement(0, count: 16))
    unsafe padded.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      low = unsafe hashBytes(start, bytes.count, low)
      high = unsafe hashBytes(start, bytes.count, high ^ low)
    }
  }

  public mutating func combine(_ text: String) { combine(Array(text.utf8)) }

  /// The digest as 32 hexadecimal digits.
  public var text: String {
    [high, low].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
