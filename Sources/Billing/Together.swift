internal import Dispatch

/// Runs two things at the same time, on two cores, and waits for both.
///
/// They must share nothing that one of them changes, such as a connection to the ledger.
///
/// - Throws: what the first one throws, else what the second one throws.
public func together<First, Second>(
  _ first: @escaping () throws -> First, _ second: @escaping () throws -> Second
) throws -> (First, Second) {
  // Each is touched by one of the threads, and by the caller when both are done.
  nonisolated(unsafe) let work = (first, second)
  nonisolated(unsafe) var firstResult: Result<First, any Error>?
  nonisolated(unsafe) var secondResult: Result<Second, any Error>?
  DispatchQueue.concurrentPerform(iterations: 2) { number in
    if number == 0 {
      unsafe firstResult = Result(catching: work.0)
    } else {
      unsafe secondResult = Result(catching: work.1)
    }
  }
  guard let firstResult = unsafe firstResult, let secondResult = unsafe secondResult else {
    preconditionFailure("both have run")
  }
  return (try firstResult.get(), try secondResult.get())
}
