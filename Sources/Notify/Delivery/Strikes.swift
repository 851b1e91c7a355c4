internal import Synchronization

/// How many messages in a row each channel has not answered.
///
/// A night may have a thousand owners to tell: a server that is down must not cost each of them all tries.
final class Strikes: Sendable {
  /// From this many on, a channel is not tried any more.
  static let most = 3

  private let counts = Mutex<[String: Int]>([:])

  func of(_ channel: String) -> Int { counts.withLock { $0[channel] ?? 0 } }
  func add(_ channel: String) { counts.withLock { $0[channel, default: 0] += 1 } }
  func clear(_ channel: String) { counts.withLock { $0[channel] = nil } }
}
