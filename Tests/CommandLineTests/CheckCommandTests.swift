import Listings
import Foundation
import TestSupport
import Testing

/// `tarsier check` on the samples.
@Suite("A plugin for Nagios")
struct CheckCommandTests {
  /// What the samples' months are looked back at from.
  private static let asOf = ["--as-of", "2026-10-31"]

  private func check(
    _ arguments: [String], _ status: Int32, _ line: String, in folder: TemporaryFolder? = nil
  )
    throws
  {
    let command = ["check"] + arguments
    let result =
      try folder.map { try Binary.run(command, in: $0.path) } ?? SampleLedger.run(command)
    #expect(result.status == status, "\(result.out)\(result.err)")
    #expect(result.out == line + "\n" && result.err.isEmpty, "\(result.err)")
  }

  private func line(_ arguments: [String]) throws -> ProgramResult {
    let result = try SampleLedger.run(["check"] + arguments + Self.asOf)
    #expect(result.err.isEmpty)
    #expect(result.out.split(separator: "\n", omittingEmptySubsequences: false).count == 2)
    return result
  }

  @Test func costOfADayIsThatOfTheCommand() throws {
    let rows = try SampleLedger.rows(["cost", "--from", "2026-10-31", "--to", "2026-11-01"])
    let cost = try #require(rows.first?["cost"] as? String)
    let result = try line(["cost"])
    #expect(result.status == 0 && result.out.contains(" | 'cost USD'=\(cost);;;0\n"), "\(result.out)")
    #expect(result.out.contains("USD billed cost on 2026-10-31"))
    #expect(try line(["cost", "-w", cost]).status == 0)
    #expect(try line(["cost", "-w", "\(cost):", "-c", "0.01"]).status == 2)
    #expect(try line(["cost", "-w", "0.01", "-c", "\(cost)"]).status == 1)
  }

  @Test func costOfAMonth() throws {
    let rows = try SampleLedger.rows([
      "cost", "--where", "billing_period=2026-10", "--where", "team=checkout",
    ])
    let cost = try #require(rows.first?["cost"] as? String)
    let result = try line(["cost", "--per", "month", "--where", "team=checkout", "--warning", "1"])
    #expect(result.status == 1 && result.out.contains("'cost USD'=\(cost);1;;0"), "\(result.out)")
  }

  @Test(arguments: [
    ["cost", "--where", "team=chekout"], ["cost", "--where", "nothing=1"], ["cost", "--budget"],
    ["cost", "-w", "x"], ["cost", "--per", "week"], ["cost", "--frobnicate"],
    ["findings", "--rule", "no-such"],
    ["findings", "--severity", "dire"], ["nothing"], [], ["freshness", "--bills", "0"], ["janitor"],
  ]) func everyFailureIsUnknown(arguments: [String]) throws {
    let result = try SampleLedger.run(["check"] + arguments)
    #expect(result.status == 3 && result.err.isEmpty)
    #expect(
      result.out.contains(" UNKNOWN - ") && result.out.split(separator: "\n").count == 1, "\(result.out)")
  }

  @Test func aMissingLedgerIsUnknown() throws {
    for name in ["cost", "findings", "janitor", "freshness"] {
      let result = try Binary.run(["check", name])
      #expect(result.status == 3 && result.err.isEmpty)
      #expect(result.out.hasPrefix("\(name.uppercased()) UNKNOWN - tarsier.sqlite: "), "\(result.out)")
    }
  }

  @Test func helpIsHelp() throws {
    let result = try Binary.run(["check", "--help"])
    #expect(result.status == 0 && result.out.contains("@10:20"))
  }

  @Test func aDayThatNoBillCovers() throws {
    try check(
      ["cost", "--as-of", "2026-12-24"], 3,
      "COST UNKNOWN - no bill covers 2026-12-24; the newest charge is of 2026-10-31T23:00:00Z")
  }

  @Test func budgets() throws {
    let folder = try SampleLedger.copy()
    try folder.write(
      "tarsier.yaml",
      "concepts: {team: {from: [tag:team], fold: true}}\nbudgets: {team: {checkout: 1.00, nobody: 5}, account: {'222222222222': 1000000}}\n"
    )
    let all = try Binary.run(["check", "cost", "--budget"] + Self.asOf, in: folder.path)
    #expect(
      all.status == 2 && all.out.hasPrefix("COST CRITICAL - in 2026-10 used: team checkout "), "\(all.out)")
    #expect(all.out.contains("'team nobody'=0%;80;100;0"), "\(all.out)")
    try check(
      ["cost", "--budget", "--where", "team=nobody"] + Self.asOf, 0,
      "COST OK - in 2026-10 used: team nobody 0% of 5.00 | 'team nobody'=0%;80;100;0", in: folder)
    let wrong = try Binary.run(
      ["check", "cost", "--budget", "--where", "region=x"] + Self.asOf, in: folder.path)
    #expect(wrong.status == 3)
    try check(
      ["cost", "--budget", "--as-of", "2026-12-24"], 3, "COST UNKNOWN - there is no bill of 2026-12",
      in: folder)
  }

  @Test func findings() throws {
    let folder = try SampleLedger.copy()
    try check(
      ["findings"] + Self.asOf, 3, "FINDINGS UNKNOWN - no audit has found anything yet; run 'tarsier audit'",
      in: folder)
    let audit = try Binary.run(["audit", "--format", "json"] + Self.asOf, in: folder.path)
    let rows = try jsonRows(audit)
    let result = try Binary.run(["check", "findings"] + Self.asOf, in: folder.path)
    #expect(result.status == 1)
    #expect(result.out.hasPrefix("FINDINGS WARNING - \(rows.count) findings ("), "\(result.out)")
    let high = rows.count { $0["severity"] as? String == "high" && $0["family"] as? String == "conformity" }
    let some = try Binary.run(
      ["check", "findings", "--family", "conformity", "--severity", "high", "-w", "1000", "-c", "2000"]
        + Self.asOf, in: folder.path)
    #expect(some.status == 0 && some.out.contains("'findings'=\(high);1000;2000;0"), "\(some.out)")
  }

  @Test func freshness() throws {
    let late = try SampleLedger.run(["check", "freshness", "--bills", "24", "--as-of", "2026-11-02"])
    #expect(late.status == 1 && late.out.hasPrefix("FRESHNESS WARNING - bill of "), "\(late.out)")
    let dead = try SampleLedger.run(["check", "freshness", "--as-of", "2026-12-02"])
    #expect(dead.status == 2 && dead.out.contains("'snapshot'="), "\(dead.out)")
    let good = try SampleLedger.run(["check", "freshness", "--bills", "1"] + Self.asOf)
    #expect(good.status == 0, "\(good.out)")
    let unknown = try SampleLedger.run(
      ["check", "freshness", "--bills", "1", "--billing-account", "9"] + Self.asOf)
    #expect(unknown.status == 3 && unknown.out == "FRESHNESS UNKNOWN - there is no bill of 9\n")
  }
}
