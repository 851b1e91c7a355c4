internal import Billing
internal import Ledger
internal import NIOPosix

/// The one connection that writes: for keeps, on a thread of its own, and open only while it does.
final class LedgerWriter: Sendable {
  private let path: String
  private let patience: Int
  private let threads = NIOThreadPool(numberOfThreads: 1)

  init(_ dashboard: DashboardSettings) {
    path = dashboard.ledger
    patience = dashboard.patience
    threads.start()
  }

  /// Runs `body` with a ledger that it may write; another writer is waited for.
  ///
  /// - Throws: `Unavailable` where the ledger is not there, or the other writer takes too long.
  func write(_ body: @escaping @Sendable (Ledger) throws -> Void) async throws {
    try await threads.runIfActive { [path, patience] in
      do {
        // Writing would make a ledger where there is none.
        _ = try Ledger.reading(path)
        try body(try Ledger.writing(path, patience: patience))
      } catch let problem as Problem where problem.place == path {
        throw Unavailable(problem: problem)
      }
    }
  }

  deinit { threads.shutdownGracefully { _ in } }
}
