import Foundation
import TestSupport
import Testing

/// Questions about the inventory, on the samples, as users ask them.
struct InventoryCommandTests {
  private func rows(_ arguments: String...) throws -> [[String: Any]] {
    try SampleLedger.rows(["inventory"] + arguments + ["--as-of", "2026-11-02"])
  }

  @Test func `lists by columns and tags`() throws {
    let volumes = try rows("list", "ebs_volume", "--where", "state=available", "--where", "tag:team=")
    #expect(volumes.map { $0["volume_id"] as? String } == ["vol-0a996f12d169c305c"])
    #expect(volumes.map { $0["size_gib"] as? Int } == [1000])
    #expect(volumes.map { $0["tag:Name"] as? String } == ["results-export"])
    #expect(volumes.allSatisfy { $0["tag:team"] is NSNull && $0["tags"] == nil })
    #expect(try rows("list", "instance", "--where", "instance_type~^c5").count == 36)
  }

  @Test func `counts what there is`() throws {
    let counts = try rows("list")
    let buckets = counts.first { $0["resource_type"] as? String == "s3_bucket" }
    #expect(buckets?["region"] as? String == "global")
    #expect(buckets?["resources"] as? Int == 2)
  }

  @Test(arguments: [
    (["list", "ebs_volumes"], "did you mean 'ebs_volume'?"),
    (["list", "ebs_volume", "--where", "stat=x"], "did you mean 'state'?"),
    (["show", "vol-0a996f12d169c305d"], "did you mean 'vol-0a996f12d169c305c'?"),
    (["show", "voting-web"], "111111111111/us-east-1/target_group/voting-web"),
    (["list", "vpc", "--as-of", "2020-01-01"], "holds no inventory as of 2020-01-01"),
  ]) func `an error says what to write`(arguments: [String], message: String) throws {
    let result = try SampleLedger.run(["inventory"] + arguments)
    #expect(result.status == 1)
    #expect(result.err.contains(message), "\(result.err)")
  }

  @Test func `shows all that is known of one, with what it cost each day`() throws {
    let lines = try rows("show", "vol-0a996f12d169c305c")
    func values(_ section: String) -> [String?] {
      lines.filter { $0["section"] as? String == section }.map { $0["value"] as? String }
    }
    #expect(values("tags") == ["results-export"])
    #expect(values("cost").count == 30)
    #expect(values("cost").allSatisfy { $0?.hasSuffix(" USD") ?? false })
    let table = try SampleLedger.run(
      ["inventory", "show", "vol-0a996f12d169c305c", "--as-of", "2026-11-02"]).out
    #expect(table.contains(String(repeating: "█", count: 30)))
    #expect(table.contains("96.77 USD"))
  }

  @Test func `says what changed between the snapshots`() throws {
    let changes = try SampleLedger.rows([
      "inventory", "changes", "--from", "2026-10-02", "--to", "2026-11-02",
    ])
    let state = changes.first {
      $0["resource_id"] as? String == "vol-0b345129590174bc0" && $0["field"] as? String == "state"
    }
    #expect(state?["from"] as? String == "in-use")
    #expect(state?["to"] as? String == "available")
    #expect(state?["seen_at"] as? String == "2026-11-02T03:00:00Z")
  }

  /// The account of it: at least 95 of 100 parts of what the bill says of resources are matched.
  @Test func `covers the bill's resources`() throws {
    let shares = try rows("coverage")
    let known = shares.filter { ($0["coverage"] as? String)?.contains("in the inventory") ?? false }
    let tenths = known.compactMap { ($0["share"] as? String)?.dropLast().replacing(".", with: "") }.compactMap
    { Int($0) }
    #expect(tenths.reduce(0, +) >= 950)
    let sum = shares.compactMap { ($0["cost"] as? String).flatMap { Decimal(string: $0) } }.reduce(0, +)
    #expect(sum == Decimal(string: "25173.5389200095"))
  }

  @Test func `names what was never billed, and what is unknown`() throws {
    #expect(try rows("unbilled").map { $0["resource_id"] as? String } == ["i-048df3b02ae26a73a"])
    #expect(try rows("unknown").isEmpty)
    // The same where nobody ever looked at tables.
    let folder = try SampleLedger.copy()
    for sql in [
      "DELETE FROM resource_version WHERE resource IN (SELECT id FROM resource WHERE type = 'dynamodb_table')",
      "DELETE FROM answer WHERE scope_id IN (SELECT id FROM inventory_scope WHERE call = 'dynamodb.list-tables')",
    ] { _ = try Program.sqlite3(folder.path("tarsier.sqlite"), sql) }
    let result = try Binary.run(
      [
        "--ledger", folder.path("tarsier.sqlite"), "inventory", "unknown", "--as-of", "2026-11-02",
        "--format", "csv",
      ])
    #expect(
      result.out.contains(
        "arn:aws:dynamodb:us-east-1:111111111111:table/votes,1858.3205484296,USD,there is no whole answer of dynamodb.list-tables"
      ))
  }

  @Test func `a Terraform state may be loaded alone`() throws {
    let folder = try TemporaryFolder()
    let state = #"{"version": 4, "lineage": "a", "resources": []}"#
    let path = try folder.write("prod.tfstate", state)
    let result = try Binary.run(["inventory", "load", "--terraform", path], in: folder.path)
    #expect(result.status == 0)
    #expect(result.err == "note: \(path): 0 resources are managed by this Terraform state\n")
    #expect(try Binary.run(["inventory", "load"], in: folder.path).status == 64)
  }
}
