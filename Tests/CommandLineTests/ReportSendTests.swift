import Foundation
import TestSupport
import Testing

/// Reports of a week, statements, and what goes out by the channels of the settings.
@Suite("Reports that are sent")
struct ReportSendTests {
  /// The samples' settings with more behind them, in a folder with the samples' ledger.
  private func folder(_ more: String) throws -> TemporaryFolder {
    let folder = try SampleLedger.copy()
    let settings = try String(contentsOfFile: "\(SampleLedger.root)/samples/tarsier.yaml", encoding: .utf8)
      .replacing("measures/", with: "\(SampleLedger.root)/samples/measures/")
      .replacing("invoices.csv", with: "\(SampleLedger.root)/samples/invoices.csv")
    try folder.write("tarsier.yaml", settings + more)
    return folder
  }

  private func run(_ folder: TemporaryFolder, _ arguments: [String]) throws -> ProgramResult {
    try Binary.run(
      ["--ledger", folder.path("tarsier.sqlite"), "--config", folder.path("tarsier.yaml"), "report"]
        + arguments,
      in: folder.url.path)
  }

  private static let toFile = """

    janitor: {owner_domain: agora.example}
    notify:
      - {to: [owner, administrators], by: file, path: notices.jsonl}
    """

  private func notices(_ folder: TemporaryFolder) throws -> [[String: Any]] {
    let text = String(decoding: try folder.bytes("notices.jsonl"), as: UTF8.self)
    return try text.split(separator: "\n").map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test func theWeekAddsUp() throws {
    let folder = try folder("")
    let result = try run(folder, ["week", "--as-of", "2026-10-28"])
    #expect(result.status == 0 && result.err.isEmpty, "\(result.err)")
    #expect(result.out == ["html", "txt", "csv"].map { "reports/2026-W43.\($0)\n" }.joined())
    let csv = String(decoding: try folder.bytes("reports/2026-W43.csv"), as: UTF8.self)
    let rows = csv.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let cost = rows.compactMap { Decimal(string: String($0[1])) }.reduce(0, +)
    let week = ["cost", "--from", "2026-10-19", "--to", "2026-10-26"]
    #expect(try SampleLedger.rows(week).compactMap { Decimal(string: $0["cost"] as? String ?? "") } == [cost])
    let before = rows.compactMap { Decimal(string: String($0[2])) }.reduce(0, +)
    let weekBefore = ["cost", "--from", "2026-10-12", "--to", "2026-10-19"]
    #expect(
      try SampleLedger.rows(weekBefore).compactMap { Decimal(string: $0["cost"] as? String ?? "") } == [
        before
      ])
    #expect(FileManager.default.fileExists(atPath: folder.path("reports/2026-W43/voting.html")))
  }

  @Test(arguments: [
    (
      ["week", "2026-44"],
      "error: the report: '2026-44' is no week; write it as YYYY-Www in ISO 8601, such as 2026-W44"
    ),
    (
      ["week", "2026-W50"],
      "error: the report for 2026-W50: no bill has a charge from 7 to 13 December 2026; the newest charge is of "
        + "2026-10-31T23:00:00Z; name an earlier week, or import a newer bill"
    ),
    (
      ["statement", "votng", "2026-10", "--as-of", "2026-11-02"],
      "error: the statement of votng: no team of that name is in the month’s bills; did you mean 'voting'?"
    ),
    (
      ["month", "2026-10", "--send"],
      "error: --send: there is no channel; add one under notify in the settings"
    ),
  ])
  func badInput(arguments: [String], error: String) throws {
    let folder = try folder("")
    let result = try run(folder, arguments)
    #expect(result.status == 1 && result.err == error + "\n", "\(result.err)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("reports")))
  }

  @Test func theWeekGoesToEveryOwner() throws {
    let folder = try folder(Self.toFile)
    let result = try run(folder, ["week", "--as-of", "2026-10-28", "--send"])
    #expect(result.status == 0, "\(result.err)")
    let notices = try notices(folder)
    let statements = try FileManager.default.contentsOfDirectory(atPath: folder.path("reports/2026-W43"))
    #expect(notices.count == statements.count / 3 + 1)
    let voting = notices.first { $0["recipients"] as? [String] == ["voting@agora.example"] }
    #expect(voting?["subject"] as? String == "Agora: costs of team voting, week 2026-W43")
    #expect(
      voting?["text"] as? String
        == String(decoding: try folder.bytes("reports/2026-W43/voting.txt"), as: UTF8.self))
    #expect((voting?["notice"] as? [String: Any])?["kind"] as? String == "week")
    #expect(notices.last?["subject"] as? String == "Agora: costs, week 2026-W43")
  }

  @Test func theMonthAndAStatement() throws {
    let folder = try folder(Self.toFile)
    #expect(try run(folder, ["month", "2026-10", "--as-of", "2026-11-02", "--send"]).status == 0)
    let statement = try run(
      folder, ["statement", "growth", "--as-of", "2026-11-02", "--out", "own", "--send"])
    #expect(statement.status == 0, "\(statement.err)")
    for kind in ["html", "md", "csv"] {
      let name = "2026-10/statements/growth.\(kind)"
      #expect(try folder.bytes("own/\(name)") == folder.bytes("reports/\(name)"))
    }
    let notices = try notices(folder)
    #expect(
      notices.map { $0["subject"] as? String } == [
        "Agora: cloud costs, October 2026", "Agora: cloud costs of team growth, October 2026",
      ])
    #expect(notices[1]["recipients"] as? [String] == ["growth@agora.example"])
    let text = try #require(notices[0]["text"] as? String)
    #expect(text.contains("30,052.93") && text.contains("Estimated"))
  }

  @Test func whoCannotBeReachedIsNamedAndTheFilesAreThere() throws {
    let folder = try folder(
      """

      notify:
        - {to: owner, by: file, path: notices.jsonl}
      """)
    let result = try run(folder, ["week", "--as-of", "2026-10-28", "--send"])
    #expect(result.status == 1)
    #expect(
      result.err.contains(
        "Agora: costs of team voting, week 2026-W43: there is no address for 'voting'; add one under janitor: "
          + "{owners: …}"), "\(result.err)")
    #expect(result.err.contains("Agora: costs, week 2026-W43: there is no channel for administrators"))
    #expect(result.out.contains("reports/2026-W43.html"))
    #expect(FileManager.default.fileExists(atPath: folder.path("reports/2026-W43/voting.txt")))
  }

  @Test(arguments: [["week"], ["month", "2026-10"], ["statement", "voting"]])
  func aRehearsalSendsNothingAway(command: [String]) throws {
    let folder = try folder(
      """

      notify:
        - {to: [owner, administrators], by: webhook, url: "https://hooks.example.com/x", template: slack}
      """)
    let result = try run(folder, command + ["--as-of", "2026-11-02", "--send"])
    #expect(result.status == 1)
    #expect(
      result.err
        == "error: --as-of: does not go with --send where anything could leave this machine; leave one of them out; "
        + "to rehearse, let notify write to a file or to this machine\n")
    #expect(!FileManager.default.fileExists(atPath: folder.path("reports")))
  }

  /// Restated bills: the second run says what changed, and the page what the bill was before.
  @Test func aBillThatChangedSaysWhatChanged() throws {
    let folder = try TemporaryFolder()
    func bill(_ amount: String) throws {
      try folder.write(
        "bill.csv",
        """
        BilledCost,BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargeCategory,\
        ChargePeriodStart,ChargePeriodEnd,EffectiveCost,ServiceName,ProviderName
        \(amount),1,EUR,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,Usage,2026-10-01T00:00:00Z,\
        2026-10-01T01:00:00Z,\(amount),Compute,Cloud
        1,1,EUR,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,Usage,2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,1,\
        Storage,Cloud

        """)
    }
    func tarsier(_ arguments: [String]) throws -> ProgramResult {
      try Binary.run(["--ledger", folder.path("tarsier.sqlite")] + arguments, in: folder.url.path)
    }
    let report = ["report", "month", "2026-10", "--as-of", "2026-11-02"]
    try bill("10")
    #expect(try tarsier(["import", "bill.csv"]).status == 0)
    #expect(try tarsier(report).err.isEmpty)
    #expect(try tarsier(report).err.isEmpty)
    try bill("12.5")
    #expect(try tarsier(["import", "bill.csv"]).status == 0)
    let again = try tarsier(report)
    #expect(
      again.err == "note: the report that was there said 11.00 EUR; it is now 13.50, +2.50 (Compute +2.50)\n")
    let page = String(decoding: try folder.bytes("reports/2026-10.md"), as: UTF8.self)
    #expect(
      page.contains("### What its newest delivery changed")
        && page.contains("`tarsier bills diff 1/2026-10@1 1/2026-10@2`"))
    #expect(try tarsier(report).err.isEmpty)
  }
}
