import Foundation
import TestSupport
import Testing

@Suite("Audit: what is new, sums, history, exceptions, SARIF")
struct AuditCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try SampleLedger.copy() }

  private func audit(_ arguments: [String], config: String = SampleLedger.config) throws -> ProgramResult {
    try Binary.run(
      ["--ledger", folder.path("tarsier.sqlite"), "--config", config, "audit"] + arguments,
      in: SampleLedger.root)
  }

  private func rows(_ arguments: [String], config: String = SampleLedger.config) throws -> [[String: Any]] {
    try jsonRows(audit(arguments + ["--format", "json"], config: config))
  }

  @Test func newIsWhatTheLastAuditDidNotFind() throws {
    let rule = ["--rule", "ebs-volume-detached"]
    #expect(try rows(rule + ["--as-of", "2026-10-20", "--new"]).isEmpty)
    #expect(try rows(rule + ["--as-of", "2026-11-01", "--new"]).count == 3)
    #expect(try rows(rule + ["--as-of", "2026-11-02", "--new"]).isEmpty)
    #expect(try rows(rule + ["--as-of", "2026-11-02"]).count == 3)
  }

  @Test func historyTellsWhatBecameOfFindings() throws {
    _ = try audit(["--as-of", "2026-11-01"])
    let rows = try rows(["--history", "--rule", "ebs-volume-detached", "--as-of", "2026-11-05"])
    #expect(rows.count == 3)
    for row in rows {
      #expect(row["state"] as? String == "open" && row["age_days"] as? Int == 4)
      #expect(row["opened"] as? String == "2026-11-01T23:59:59Z" && row["closed"] is NSNull)
    }
  }

  @Test func sumsCountAResourceOnce() throws {
    let dates = ["--as-of", "2026-11-02"]
    let byRule = try rows(
      dates + ["--rule", "load-test-left-running,instance-outside-group", "--by", "rule"])
    #expect(byRule.map { $0["findings"] as? Int } == [7, 6])
    let byAccount = try rows(
      dates + ["--rule", "load-test-left-running,instance-outside-group", "--by", "account"])
    let development = try #require(byAccount.first { $0["account"] as? String == "222222222222" })
    #expect(development["findings"] as? Int == 12 && development["high"] as? Int == 6)
    #expect(development["monthly_cost"] as? String == "3127.68")
    #expect(development["saving"] as? String == "3127.68")
    let teams = try rows(dates + ["--rule", "ebs-volume-detached", "--by", "team"])
    #expect(Set(teams.compactMap { $0["team"] as? String }) == ["growth", "unallocated", "voting"])
    #expect(try rows(dates + ["--rule", "ebs-volume-detached", "--by", "owner"]).count == 3)
  }

  @Test func exceptionsAreListedWithTheirCost() throws {
    let config = """
      exceptions:
        - {rule: ebs-volume-detached, resource: vol-0952f83e639c47e6d, until: 2026-11-02, reason: do not delete}
      rules: {disable: [resource-untagged]}
      """
    try folder.write("tarsier.yaml", Data(config.utf8))
    let arguments = ["--rule", "ebs-volume-detached", "--as-of"]
    let during = try audit(arguments + ["2026-11-02"], config: folder.path("tarsier.yaml"))
    #expect(during.err == "note: 1 finding is excepted, at 48.39 USD a month; --excepted lists them\n")
    let excepted = try rows(
      arguments + ["2026-11-02", "--excepted"], config: folder.path("tarsier.yaml"))
    #expect(excepted.map { $0["resource_id"] as? String } == ["vol-0952f83e639c47e6d"])
    #expect(excepted.first?["exception"] as? String == "settings until 2026-11-02: do not delete")
    // The day after, it is flagged again, and new.
    let after = try rows(arguments + ["2026-11-03", "--new"], config: folder.path("tarsier.yaml"))
    #expect(after.map { $0["resource_id"] as? String } == ["vol-0952f83e639c47e6d"])
    #expect((after.first?["message"] as? String)?.contains("its exception ended on 2026-11-02") == true)
  }

  @Test(arguments: [
    ("exceptions: [{rule: ebs-volume-detachd, resource: x}]", "did you mean 'ebs-volume-detached'?"),
    ("exceptions: [{rule: a, resource: x, until: soon}]", "'until' is not a date such as 2027-01-31"),
    ("exceptions: [{rule: a, resorce: x}]", "unknown key 'resorce'; did you mean 'resource'?"),
  ])
  func aWrongExceptionIsToldWithItsLine(config: String, message: String) throws {
    try folder.write("tarsier.yaml", Data(config.utf8))
    let result = try audit([], config: folder.path("tarsier.yaml"))
    #expect(result.status == 1 && result.err.contains(message), "\(result.err)")
    #expect(result.err.contains("tarsier.yaml:1:"))
  }

  @Test func sarifIsReadByOthers() throws {
    let result = try audit(["--as-of", "2026-11-02", "--format", "sarif", "--family", "unused"])
    let text = try #require(
      try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any])
    #expect(text["version"] as? String == "2.1.0")
    let run = try #require((text["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count == 15)
    let rules = ((run["tool"] as? [String: Any])?["driver"] as? [String: Any])?["rules"] as? [[String: Any]]
    let ids = Set((rules ?? []).compactMap { $0["id"] as? String })
    for result in results { #expect(ids.contains(result["ruleId"] as? String ?? "")) }
    let levels = Set(results.compactMap { $0["level"] as? String })
    #expect(levels == ["error", "warning", "note"])
  }

  @Test func eachWrongRuleIsOneErrorAndTheOthersAreShown() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("more"), withIntermediateDirectories: true)
    let rule = """
      id: odd
      title: Odd
      family: unused
      severity: medium
      resource: ebs_volume
      query: SELECT nowhere AS resource_id FROM ebs_volumes
      """
    try folder.write("more/odd.yaml", Data(rule.utf8))
    try folder.write("more/torn.yaml", Data("id: torn\nquery: [".utf8))
    let result = try audit(["--rules", folder.path("more"), "--as-of", "2026-11-02"])
    #expect(result.status == 1 && result.out.contains("ebs-volume-detached"))
    let errors = result.err.split(separator: "\n").filter { $0.hasPrefix("error: ") }
    #expect(errors.count == 2, "\(errors)")
    #expect(errors[0].contains("more/torn.yaml:3:1"))
    #expect(errors[1].contains("more/odd.yaml:6:8: the query of 'odd' is wrong"))
  }
}

@Suite("Rules: new, test, show, tables")
struct RulesCommandTests {
  @Test func newWritesARuleWhoseExamplesHold() throws {
    let folder = try TemporaryFolder()
    let written = try Binary.run(["rules", "new", "queue-of-nobody"], in: folder.path(""))
    #expect(written.out == "rules/queue-of-nobody.yaml\n" && written.status == 0)
    let tested = try Binary.run(["rules", "test", "rules"], in: folder.path(""))
    #expect(tested.status == 0 && tested.err == "3 examples of 1 rules passed, 0 failed\n")
    let again = try Binary.run(["rules", "new", "queue-of-nobody"], in: folder.path(""))
    #expect(again.status == 1 && again.err.contains("rules/queue-of-nobody.yaml: is there already"))
    #expect(try Binary.run(["rules", "new", "ebs-volume-detached"], in: folder.path("")).status == 1)
    #expect(try Binary.run(["rules", "new", "Not An Id"], in: folder.path("")).status == 64)
  }

  @Test func testShowsExpectedAgainstGot() throws {
    let folder = try TemporaryFolder()
    _ = try Binary.run(["rules", "new", "odd"], in: folder.path(""))
    let text = String(decoding: try folder.bytes("rules/odd.yaml"), as: UTF8.self)
    try folder.write(
      "odd.yaml", Data(text.replacing("stopped_since: 31 days", with: "stopped_since: 3 days").utf8))
    let result = try Binary.run(["rules", "test", "odd.yaml", "--format", "json"], in: folder.path(""))
    #expect(result.status == 1)
    let row = try #require(try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [[String: Any]])
      .first
    #expect(row?["expected"] as? String == "vol-1" && row?["flagged"] as? String == "nothing")
    #expect((row?["place"] as? String)?.hasPrefix("odd.yaml:") == true)
  }

  @Test func showExplainsARuleAndTablesTheirColumns() throws {
    let shown = try Binary.run(["rules", "show", "cost-untagged"], in: SampleLedger.root)
    #expect(
      shown.out.contains("Table spend of the bills: cost of 30 days") && shown.out.contains("key: team"))
    let tables = try Binary.run(["rules", "tables", "s3_buckets", "--format", "csv"], in: SampleLedger.root)
    #expect(tables.out.contains("s3_buckets,bucket,text,s3api.list-buckets"))
    #expect(try Binary.run(["rules", "tables", "s3_bucket"], in: SampleLedger.root).status == 64)
  }
}
