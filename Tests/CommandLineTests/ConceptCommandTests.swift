import Billing
import Foundation
import TestSupport
import Testing

/// The concepts of the samples, through the built binary.
@Suite("tarsier concepts")
struct ConceptCommandTests {
  private func sum(_ rows: [[String: Any]], _ key: String) -> Amount {
    rows.compactMap { Amount($0[key] as? String ?? "") }.reduce(.zero, +)
  }

  @Test(arguments: [
    (["concepts"], "concept,from,fold,rules,shared,otherwise,place"),
    (["concepts", "values"], "concept,value,since,before_sharing,cost,currency"),
    (["concepts", "tags"], "key,values,since,cost,currency,concepts"),
    (["concepts", "tags", "--key", "team"], "key,value,since,cost,currency"),
    (["concepts", "explain"], "concept,value,found_by,source,place,before,after,currency"),
    (
      ["concepts", "coverage", "--by", "account,service"],
      "section,concept,billing_period,account,service,allocated,by_rule,unallocated,apart,covered_percent,currency,"
        + "resource,cost,spelling,like,paste,value"
    ),
    (["concepts", "check"], "section,place,concept,what,remedy,value,before,after,change,currency"),
    (
      [
        "cost", "event", "--from", "2026-10-31T19:00Z", "--to", "2026-10-31T23:00Z", "--by", "team", "--per",
        "hour",
      ],
      "team,period_start,baseline,actual,difference,baseline_instances,instances,currency"
    ),
    (
      ["cost", "unit", "--per-metric", "voters", "--by", "team"],
      "team,period_start,cost,measured_cost,quantity,unit_cost,missing_days,currency"
    ),
    (
      ["cost", "compare", "--from-month", "2026-09", "--to-month", "2026-10", "--by", "team,service"],
      "team,service,before,after,difference,new,stopped,quantity_effect,price_effect,credits,tax,rest,currency"
    ),
  ])
  func listsKeys(command: [String], keys: String) throws {
    let result = try SampleLedger.run(command + ["--format", "csv"])
    #expect(result.status == 0, "\(result.err)")
    #expect(result.out.split(separator: "\n").first.map(String.init) == keys)
    #expect(result.out.split(separator: "\n").count > 1)
  }

  @Test(arguments: ["team", "product", "environment", "show"]) func moveNoTotal(concept: String) throws {
    let plain = try SampleLedger.rows(["cost", "--per", "hour"])
    let rows = try SampleLedger.rows(["cost", "--per", "hour", "--by", concept])
    func byHour(_ rows: [[String: Any]]) -> [String: Amount] {
      Dictionary(
        rows.map { ($0["period_start"] as? String ?? "", Amount($0["cost"] as? String ?? "") ?? .zero) },
        uniquingKeysWith: +)
    }
    #expect(byHour(rows) == byHour(plain))
    let explained = try SampleLedger.rows(["concepts", "explain", "--concept", concept])
    #expect(sum(explained, "before") == sum(plain, "cost") && sum(explained, "after") == sum(plain, "cost"))
    let covered = try SampleLedger.rows(["concepts", "coverage", "--concept", concept, "--metric", "billed"])
    let parts = ["allocated", "by_rule", "unallocated", "apart"].map { sum(covered, $0) }
    #expect(parts.reduce(.zero, +) == sum(plain, "cost"))
  }

  @Test func findsTheSamplesMisspellings() throws {
    let rows = try SampleLedger.rows(["concepts", "coverage"])
    #expect(rows.contains { $0["paste"] as? String == "aliases: {chekout: checkout}" })
    let folded = rows.filter { $0["section"] as? String == "folded" }.compactMap { $0["spelling"] as? String }
    #expect(folded == ["tag:team=voting ", "tag:team=Voting", "tag:Team=growth"])
  }

  @Test func anEventsBaselineDoesNotDependOnItsGroups() throws {
    let event = [
      "cost", "event", "--from", "2026-10-31T19:00Z", "--to", "2026-10-31T23:00Z", "--baseline", "5d",
    ]
    let whole = try SampleLedger.rows(event)
    for by in ["team", "team,product", "service", "account,tag:show"] {
      let rows = try SampleLedger.rows(event + ["--by", by])
      for key in ["baseline", "actual", "difference"] {
        #expect(sum(rows, key) == sum(whole, key), "\(by) \(key)")
      }
    }
    #expect(whole.count == 1 && whole[0]["instances"] as? Int == 370)
  }

  @Test func aBridgeAddsUp() throws {
    let bridge = ["cost", "compare", "--from-month", "2026-09", "--to-month", "2026-10"]
    for by in [[], ["--by", "team"], ["--by", "product,service"]] {
      let rows = try SampleLedger.rows(bridge + by)
      let parts = ["new", "stopped", "quantity_effect", "price_effect", "credits", "tax", "rest"].map {
        sum(rows, $0)
      }
      #expect(parts.reduce(.zero, +) == sum(rows, "difference"))
      #expect(sum(rows, "difference").description == "4649.4287546483")
    }
  }

  @Test(arguments: [
    (["cost", "event"], "there is no event; write its --from and --to"),
    (
      ["cost", "event", "--from", "2026-10-01", "--to", "2026-10-02", "--baseline", "week"],
      "is no number of days; write one like 7d"
    ),
    (
      ["cost", "compare", "--from-month", "2026-09", "--to-month", "2026-10", "--per", "day"],
      "whole months are compared"
    ),
    (["cost", "unit", "--per-metric", "voters", "--per", "hour"], "write month or day"),
    (["concepts", "coverage", "--top=-1"], "write how many resources to list"),
  ])
  func wrongUsage(command: [String], error: String) throws {
    let result = try SampleLedger.run(command)
    #expect(result.status == 64 && result.err.contains(error), "\(result.err)")
  }

  @Test(arguments: [
    (
      ["concepts", "values", "--concept", "tema"],
      "--concept tema: there is no such concept; did you mean 'team'?"
    ),
    (
      ["cost", "unit", "--per-metric", "voter"],
      "--per-metric voter: there is no such metric, and no such file; did you mean 'voters'?"
    ),
    (
      ["cost", "event", "--from", "2026-09-01", "--to", "2026-09-02"],
      "there is no whole day before it to compare with"
    ),
    (["cost", "--where", "team~(a"], "team~(a: is no regular expression: a '(' is not closed"),
  ])
  func failures(command: [String], error: String) throws {
    let result = try SampleLedger.run(command)
    #expect(result.status == 1 && result.err.contains(error), "\(result.err)")
  }

  @Test func checkComparesWithAnEarlierMapping() throws {
    let folder = try SampleLedger.copy()
    try folder.write("old.yaml", "concepts: {team: {from: [tag:team], otherwise: unallocated}}\n")
    try folder.write(
      "tarsier.yaml",
      "concepts: {team: {from: [tag:team], fold: true, aliases: {chekout: checkout}, otherwise: unallocated}}\n"
    )
    let rows = try jsonRows(
      Binary.run(["concepts", "check", "--against", "old.yaml", "--format", "json"], in: folder.path))
    let changes = rows.filter { $0["section"] as? String == "values" }
    #expect(sum(changes, "change") == .zero)
    #expect(changes.first { $0["value"] as? String == "chekout" }?["after"] as? String == "0")
    let voting = try #require(changes.first { $0["value"] as? String == "voting" })
    #expect(voting["change"] as? String == "529.1850515702")
  }

  @Test func aMistakeChangesNothingAndSaysWhere() throws {
    let folder = try SampleLedger.copy()
    try folder.write(
      "tarsier.yaml",
      "concepts:\n  team:\n    from: [tag:team]\n    rules:\n      - {when: [\"account~(a+)+(?=b)\"], value: x}\n"
    )
    for command in [["concepts", "check"], ["cost", "--by", "team"], ["concepts"]] {
      let result = try Binary.run(command, in: folder.path)
      #expect(result.status == 1 && result.out.isEmpty)
      #expect(
        result.err.hasPrefix("error: tarsier.yaml:5:17: '(a+)+(?=b)' is no regular expression"),
        "\(result.err)")
    }
  }
}
