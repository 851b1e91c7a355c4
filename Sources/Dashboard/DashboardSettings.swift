internal import Allocation
public import Listings

/// What `tarsier serve` is started with.
public struct DashboardSettings: Sendable {
  /// The ledger's path; the file may appear, change and be replaced while the server runs.
  public var ledger: String
  /// The path of `tarsier.yaml`; nil for an organisation that tells nothing.
  public var config: String?
  /// The folder of the month's reports.
  public var reports = "reports"
  public var host = "127.0.0.1"
  /// 0 for one that the system chooses.
  public var port = 8080
  /// Who may ask.
  public var access = Access.everyone
  /// What counts as today; nil for the clock.
  public var asOf: AsOf?
  /// How many seconds of a processor one request may take.
  public var longestRequest = 10
  /// How many sums one request may keep at a time: 2,000,000 take about 100 MB.
  public var mostSums = 2_000_000
  /// How many rows one answer may have: 200,000 take about 50 MB.
  public var mostRows = 200_000
  /// Tarsier's version, shown at the foot of pages.
  public var version = ""
  /// How many seconds a keep waits for another writer.
  var patience = 5

  /// Who is let in.
  public enum Access: Sendable, Equatable {
    /// Whoever reaches the port; for loopback only.
    case everyone
    /// Who knows the token, as `Authorization: Bearer …` or by the cookie that signing in sets.
    case token(String)
    /// Whom a proxy names in this header.
    case userHeader(String)
  }

  /// The limit of a request that begins now, on this thread.
  func workLimit() -> WorkLimit {
    WorkLimit(sums: mostSums, seconds: longestRequest)
  }

  public init(ledger: String) { self.ledger = ledger }

  /// In bytes: 24 characters in base 64 are 144 bits, which nobody guesses.
  public static let shortestToken = 24

  /// Whether only this machine reaches `host`.
  public static func isLoopback(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return host == "localhost" || host == "::1" || parts.count == 4 && parts[0] == 127 && !parts.contains(nil)
  }
}
