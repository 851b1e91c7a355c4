import Foundation
import TestSupport
import Testing

/// The keys that scripts rely on, in their order.
@Suite("Keys")
struct ContractKeysTests {
  private static let bill = "bill,format,providers,billing_account,period,rows,charges,billed_cost,currency"

  @Test(arguments: [
    (["bills"], "\(bill),newest_charge,missing_days,estimated,closed"),
    (["cost"], "cost,currency"),
    (["cost", "--per", "month"], "period_start,cost,currency"),
    (
      ["cost", "--by", "tag:team,service", "--by", "team", "--per", "day"],
      "tag:team,service,team,period_start,cost,currency"
    ),
    (["cost", "--metric", "usage", "--by", "region"], "region,quantity,unit"),
    (["rules", "list"], "rule,family,severity,resource,title"),
    (["sql", "SELECT 1 AS one, NULL AS none"], "one,none"),
  ])
  func readingCommands(arguments: [String], keys: String) throws {
    let csv = try SampleLedger.run(arguments + ["--format", "csv"])
    #expect(csv.out.prefix { $0 != "\n" } == keys)
    let rows = try SampleLedger.rows(arguments)
    #expect(rows.allSatisfy { Set($0.keys) == Set(keys.split(separator: ",").map(String.init)) })
  }

  @Test(arguments: [
    (["import", "samples/bills"], "\(bill),status,seconds"),
    (
      ["audit", "--as-of", "2026-11-02"],
      "rule,family,severity,resource_type,resource_id,account_id,region,owner,message,monthly_cost,cost_days,"
        + "saving,currency,since"
    ),
    (
      ["inventory", "load", "samples/inventory"],
      "snapshot,taken_at,accounts,regions,answers,resources,new,changed,gone,status"
    ),
  ])
  func writingCommands(arguments: [String], keys: String) throws {
    let folder = try SampleLedger.copy()
    for format in ["csv", "json"] {
      let result = try Binary.run(
        ["--ledger", folder.path("tarsier.sqlite")] + arguments + ["--format", format], in: SampleLedger.root)
      #expect(result.status == 0, "\(result.err)")
      if format == "csv" { #expect(result.out.prefix { $0 != "\n" } == keys) }
      if format == "json" {
        let rows = try jsonRows(result)
        #expect(rows.allSatisfy { Set($0.keys) == Set(keys.split(separator: ",").map(String.init)) })
      }
    }
  }

  @Test func anImportSaysWhatBecameOfEachBill() throws {
    let folder = try SampleLedger.copy()
    let result = try Binary.run(
      ["--ledger", folder.path("l.sqlite"), "import", "samples/bills", "--format", "json"],
      in: SampleLedger.root)
    let again = try Binary.run(
      ["--ledger", folder.path("l.sqlite"), "import", "samples/bills", "--format", "json"],
      in: SampleLedger.root)
    #expect(try jsonRows(result).map { $0["status"] as? String } == ["new", "new"])
    let rows = try jsonRows(again)
    #expect(rows.map { $0["status"] as? String } == ["unchanged", "unchanged"])
    #expect(rows.map { $0["bill"] as? String } == ["111111111111/2026-09", "111111111111/2026-10"])
    #expect(rows.map { $0["format"] as? String } == ["CUR 1.0", "CUR 1.0"])
    #expect(rows.map { $0["providers"] as? String } == ["AWS", "AWS"])
    #expect(rows.map { $0["rows"] as? Int } == [47_244, 56_719])
    #expect(rows.map { $0["charges"] as? Int } == [47_244, 56_719])
    #expect(rows.allSatisfy { $0["seconds"] is NSNumber })
  }
}
