import Billing
import Foundation
import Janitor
import Ledger
import TestSupport
import Testing

/// What the janitor saved, in the report of the month and in its own summary.
@Suite("Report: what the janitor saved")
struct ReportJanitorTests {
  /// Eighty cents a day for a volume until its last day, 14 May; five for its safety snapshot from then on.
  private static let bill: String = {
    var bill = CurFile()
    bill.charge("0.80", for: "vol-1", on: 1...30, month: 4, year: 2024)
    bill.charge("0.80", for: "vol-1", on: 1...14, month: 5, year: 2024)
    bill.charge("0.05", for: "snap-1", on: 14...31, month: 5, year: 2024)
    return bill.text
  }()

  private func done(_ detail: [String: String]) -> LogEntry {
    let day = Civil.days(year: 2024, month: 5, day: 14)
    return LogEntry(
      at: day * 86_400 + 3 * 3600, writtenAt: day * 86_400 + 3 * 3600, by: "janitor", event: .done, mark: 1,
      rule: "ebs-volume-detached", action: "delete-ebs-volume",
      resource: MarkedResource(
        type: "ebs_volume", account: "111111111111", region: "us-east-1", id: "vol-1", arn: "", createdAt: nil
      ),
      detail: detail)
  }

  @Test func isMeasuredByTheBillsThatCame() throws {
    let folder = try TemporaryFolder()
    try folder.write("bill.csv", Self.bill)
    func tarsier(_ arguments: String...) throws -> ProgramResult {
      try Binary.run(["--ledger", folder.path("l.sqlite")] + arguments, in: folder.path)
    }
    #expect(try tarsier("import", folder.path("bill.csv")).status == 0)
    let detail = ["saving": "24.00", "currency": "USD", "snapshot": "snap-1", "snapshot_cost": "1.50"]
    try JanitorLog(Ledger.writing(folder.path("l.sqlite"))).append(done(detail))

    // 17 days of 0.80 did not come, less 18 of 0.05 for the snapshot.
    let report = try tarsier("report", "month", "2024-05", "--as-of", "2024-06-02")
    #expect(report.status == 0, "\(report.err)")
    let page = String(decoding: try folder.bytes("reports/2024-05.md"), as: UTF8.self)
    #expect(page.contains("1 thing was cleaned up; the bills show 12.70 USD saved so far."), "\(page)")
    // The bill has no quantities, and the report goes without them.
    #expect(page.contains("no bill of 2024-04 tells how much was used"), "\(page)")
    let table = String(decoding: try folder.bytes("reports/2024-05/janitor.csv"), as: UTF8.self)
    #expect(table.contains("vol-1") && table.contains("13.6") && table.contains("-0.9"), "\(table)")
    let summary = try tarsier("janitor", "summary")
    #expect(
      summary.err.contains("the bills that came since show 12.70 USD less, of 1 clean-up"), "\(summary.err)")

    // Until the middle of the month eight days of 0.80 were saved, and nine days' snapshot paid.
    #expect(
      try tarsier("report", "month", "2024-05", "--as-of", "2024-05-22", "--out", "early").status == 0)
    let early = String(decoding: try folder.bytes("early/2024-05.md"), as: UTF8.self)
    #expect(early.contains("the bills show 5.95 USD saved so far."), "\(early)")
  }
}
