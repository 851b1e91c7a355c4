import Billing
import TestSupport
import Testing

/// Whether two contents are the same.
struct ContentDigestTests {
  private func digest(_ parts: [String]) -> String {
    var digest = ContentDigest()
    for part in parts { digest.combine(part) }
    return digest.text
  }

  @Test func isThirtyTwoDigits() {
    #expect(digest([]).count == 32)
    #expect(digest(["a"]).allSatisfy { $0.isHexDigit })
    #expect(digest(["a", "b"]) == digest(["a", "b"]))
  }

  @Test("where one part ends and the next begins counts, and so does their order")
  func borders() {
    let contents = [
      [], [""], ["", ""], ["a"], ["a", ""], ["", "a"], ["ab"], ["a", "b"], ["b", "a"], ["ab", ""], ["\u{0}"],
      ["a\u{0}"],
      ["\u{0}", "\u{0}"], ["\u{0}\u{0}"],
    ]
    #expect(Set(contents.map(digest)).count == contents.count)
  }

  @Test("a bit anywhere in the content counts")
  func bits() {
    var random = SplitMix64(seed: 8)
    for length in [1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 1000] {
      var bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      var seen: Set<String> = []
      for index in 0..<length {
        bytes[index] ^= 1 << UInt8(index % 8)
        var digest = ContentDigest()
        digest.combine(bytes)
        seen.insert(digest.text)
        bytes[index] ^= 1 << UInt8(index % 8)
      }
      #expect(seen.count == length)
    }
  }
}
