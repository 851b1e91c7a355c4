internal import Synchronization

/// The files that the settings were last seen to name, which answers depend on beside the ledger.
final class WatchedFiles: Sendable {
  private let names = Mutex<[String]>([])

  var paths: [String] {
    get { names.withLock { $0 } }
    set { names.withLock { $0 = newValue } }
  }
}
