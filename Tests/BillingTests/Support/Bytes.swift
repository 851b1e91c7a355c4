@testable import Billing

/// Lends a text's bytes with room behind them, as a chunk of a file has it.
func withCell<T>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
  let bytes = Array(text.utf8) + Array(repeating: 0, count: Chunk.padding)
  return try unsafe bytes.withUnsafeBufferPointer { buffer in
    try unsafe body(UnsafeBufferPointer(rebasing: buffer[..<(bytes.count - Chunk.padding)]))
  }
}
