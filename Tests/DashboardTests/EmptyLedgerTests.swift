import Ledger
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Dashboard

/// A ledger without bills, inventory, audit and settings.
struct EmptyLedgerTests {
  @Test(arguments: [
    ("/resources", "tarsier inventory collect"), ("/findings", "tarsier audit"),
    ("/findings/zones", "tarsier inventory collect"),
    ("/findings/rule?id=ebs-volume-detached", "tarsier audit"), ("/janitor", "tarsier janitor run"),
    ("/data", "tarsier import"), ("/data/coverage", "tarsier import"), ("/reports", "tarsier report month"),
  ])
  func `a page says what is missing and what to run`(uri: String, command: String) async throws {
    let folder = try TemporaryFolder()
    var settings = DashboardSettings(ledger: folder.path("l.sqlite"))
    settings.reports = folder.path("reports")
    _ = try Ledger.writing(settings.ledger)
    let page = try await SampleDashboard.get(uri, settings: settings)
    #expect(page.status == .ok, "\(page.text)")
    #expect(page.text.contains(command))
  }
}
