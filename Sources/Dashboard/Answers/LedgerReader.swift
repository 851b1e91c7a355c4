internal import Allocation
internal import Billing
internal import Glibc
internal import Ledger
internal import Listings

/// A read-only connection, opened again where the file was replaced, and the settings, read again where they
/// changed.
///
/// `@unchecked`: `LedgerPool` lends it to one thread at a time.
final class LedgerReader: @unchecked Sendable {
  private let dashboard: DashboardSettings
  private var opened: (ledger: Ledger, file: FileStamp.Identity)?
  private var read: (settings: Settings, stamps: [FileStamp])?
  private let watched: WatchedFiles

  init(_ dashboard: DashboardSettings, _ watched: WatchedFiles) {
    self.dashboard = dashboard
    self.watched = watched
  }

  /// Answers from the ledger as it is now: all that `body` reads is of one moment, whoever writes meanwhile.
  ///
  /// - Throws: `Unavailable` where the ledger or the settings cannot be read, else what `body` throws.
  func answer<T>(_ body: (Session) throws -> T) throws -> T {
    let session: Session
    do {
      session = Session(
        ledger: try ledger(), settings: try settings(),
        asOf: dashboard.asOf ?? AsOf(lastSecond: time(nil)), dashboard: dashboard,
        limit: dashboard.workLimit())
      try session.ledger.database.execute("BEGIN")
    } catch let problem as Problem {
      opened = nil
      throw Unavailable(problem: problem)
    }
    defer { try? session.ledger.database.execute("ROLLBACK") }
    do {
      return try body(session)
    } catch let problem as Problem where session.ledger.database.hasFailed {
      // A damaged or vanished file shows only when it is read.
      opened = nil
      throw Unavailable(problem: problem)
    }
  }

  private func ledger() throws -> Ledger {
    let file = FileStamp(dashboard.ledger).identity
    if let opened, opened.file == file { return opened.ledger }
    opened = nil
    let ledger = try Ledger.reading(dashboard.ledger, migrates: false)
    opened = (ledger, file)
    return ledger
  }

  private func settings() throws -> Settings {
    guard let path = dashboard.config else { return Settings() }
    let stamp = FileStamp(path)
    if let read, read.stamps == [stamp] + read.settings.files.map({ FileStamp($0) }) { return read.settings }
    let settings = try SettingsFile.read(path)
    watched.paths = settings.files
    read = (settings, [stamp] + settings.files.map { FileStamp($0) })
    return settings
  }
}

/// The ledger or the settings cannot be read just now; the server goes on.
struct Unavailable: Error {
  var problem: Problem
}
