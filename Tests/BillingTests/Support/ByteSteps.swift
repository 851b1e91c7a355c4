import TestSupport

@testable import Billing

/// Bytes that come in steps of random lengths, as from a pipe or an unpacker.
final class ByteSteps: ByteSource {
  let bytes: [UInt8]
  private var position = 0
  private var random: SplitMix64
  private let longest: Int

  /// - Parameter longest: how many bytes a step has at most.
  init(_ bytes: [UInt8], longest: Int, seed: UInt64) {
    self.bytes = bytes
    self.longest = longest
    random = SplitMix64(seed: seed)
  }

  func skipMark() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  func next() -> [UInt8]? { step(longest).map { Array(bytes[$0]) } }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let range = step(buffer.count) else { return 0 }
    unsafe buffer.copyBytes(from: bytes[range])
    return range.count
  }

  private func step(_ room: Int) -> Range<Int>? {
    guard position < bytes.count else { return nil }
    let most = min(longest, room, bytes.count - position)
    let start = position
    position += 1 + Int(truncatingIfNeeded: random.next() >> 33) % most
    return start..<position
  }
}
