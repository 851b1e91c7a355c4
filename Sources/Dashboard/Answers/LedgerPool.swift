internal import NIOPosix
internal import Synchronization

/// Connections that read the ledger, each on a thread of its own: a slow question keeps no other from being
/// answered, and none is ever run where the sockets are served.
final class LedgerPool: Sendable {
  private let dashboard: DashboardSettings
  private let threads: NIOThreadPool
  private let idle = Mutex<[LedgerReader]>([])
  private let watched = WatchedFiles()

  /// - Parameter threads: how many questions are answered at a time.
  init(_ dashboard: DashboardSettings, threads count: Int = 4) {
    self.dashboard = dashboard
    threads = NIOThreadPool(numberOfThreads: count)
    threads.start()
  }

  /// What answers depend on now.
  var version: LedgerVersion { LedgerVersion(dashboard, files: watched.paths) }

  /// Runs `body` with a connection, and hands on what it gives or throws.
  func answer<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    try await threads.runIfActive { [self] in
      let reader = idle.withLock { $0.popLast() } ?? LedgerReader(dashboard, watched)
      defer { idle.withLock { $0.append(reader) } }
      return try reader.answer(body)
    }
  }

  deinit { threads.shutdownGracefully { _ in } }
}
