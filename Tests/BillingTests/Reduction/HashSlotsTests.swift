import TestSupport
import Testing

@testable import Billing

/// Numbers found by their hashes.
struct HashSlotsTests {
  @Test func findsWhatWasPutInAndNothingElse() {
    var (random, slots) = (SplitMix64(seed: 3), HashSlots())
    defer { slots.free() }
    // Some hashes are alike, so that only `isSame` tells their numbers apart; beyond the large pages' size.
    let values = (0..<300_000).map { _ in random.next() }
    let hashes = (0..<700_000).map { _ in random.pick(values) }
    for (number, hash) in hashes.enumerated() { slots.insert(hash, number) }
    #expect(hashes.indices.allSatisfy { number in slots.find(hashes[number]) { $0 == number } == number })
    #expect(slots.find(hashes[0]) { _ in false } == nil)
    #expect(slots.find(random.next()) { _ in true } == nil)
  }
}

/// Runs of values that grow from the heap into pages of their own.
struct PoolTests {
  @Test func keepsItsValuesWhileItGrows() {
    var pool = Pool<UInt64>(capacity: 1)
    defer { pool.free() }
    for value in 0..<1_500_000 { pool.append(UInt64(value)) }
    #expect(pool.count == 1_500_000)
    #expect((0..<pool.count).allSatisfy { pool[$0] == UInt64($0) })
    pool.removeAll()
    pool.append(7)
    #expect(pool.count == 1 && pool[0] == 7)
  }
}

/// Bytes that are what they say.
struct PlainTextTests {
  private func isPlain(_ text: String) -> Bool {
    var bytes = Array(text.utf8)
    let count = bytes.count
    // What stands behind the end is none of its business.
    bytes += Array("\"\u{1}\\é      ".utf8)
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return false }
      return unsafe isPlainText(start, count)
    }
  }

  @Test(arguments: [
    "", "a", "i-0123456789abcdef0", "arn:aws:ec2:us-east-1:1:volume/vol-1", "~!#[]", "12345678",
  ])
  func plain(_ text: String) { #expect(isPlain(text)) }

  @Test("every byte at every place", arguments: 0..<17)
  func everyByte(_ place: Int) {
    for byte in UInt8(0)..<128 {
      var text = Array("aaaaaaaaaaaaaaaaa".utf8)
      text[place] = byte
      let isOdd = byte <= 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
      #expect(isPlain(String(decoding: text, as: UTF8.self)) == !isOdd, "\(byte) at \(place)")
    }
  }

  @Test func nothingBeyondASCII() { #expect(!isPlain("größe") && !isPlain("aaaaaaaaé")) }
}
