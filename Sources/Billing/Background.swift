internal import Dispatch
internal import Synchronization

/// Work that goes on beside its owner's, on another core, until somebody asks what came of it.
public final class Background<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)
  private let group = DispatchGroup()

  /// Begins the work.
  public init(_ work: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global(qos: .userInitiated).async(group: group) { [self] in
      let made = Result(catching: work)
      result.withLock { $0 = made }
    }
  }

  /// What came of it; waits until it is done.
  public func value() throws -> Value {
    group.wait()
    guard let result = result.withLock({ $0 }) else { preconditionFailure("the work is done") }
    return try result.get()
  }
}
