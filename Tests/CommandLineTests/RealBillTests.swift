import Billing
import Foundation
import TestSupport
import Testing

@Suite(
  "A real bill, from the command line and from a stock sqlite3 shell",
  .sharedData("focus-1.0-sample-1000.csv"))
struct RealBillTests {
  private static let ledger = Result {
    let folder = try TemporaryFolder()
    let bill = Shared.data("focus-1.0-sample-1000.csv")
    let result = try Binary.run(["--ledger", folder.path("l.sqlite"), "import", bill, "--format", "json"])
    return (folder, result)
  }

  private func run(_ arguments: [String]) throws -> ProgramResult {
    try Binary.run(["--ledger", Self.ledger.get().0.path("l.sqlite")] + arguments)
  }

  private func total(_ arguments: [String]) throws -> String? {
    try jsonRows(run(["cost", "--format", "json"] + arguments)).first?["cost"] as? String
  }

  @Test func itsBillsAddUp() throws {
    let rows = try jsonRows(Self.ledger.get().1)
    let costs = try rows.map { try #require(Amount($0["billed_cost"] as? String ?? "")) }
    #expect(costs.reduce(.zero, +).description == "20.52022672899")
    #expect(rows.map { $0["rows"] as? Int ?? 0 }.reduce(0, +) == 1000)
  }

  @Test(arguments: [
    ([], "20.52022672899"), (["--metric", "effective"], "14.97651418586"),
    (["--metric", "list"], "20.39090575119"), (["--where", "tag:business_unit=PeoriaData"], "15.9580993182"),
    (["--where", "provider=AWS,Microsoft,Oracle"], "20.52022672899"),
  ])
  func totalsAreTheFiles(arguments: [String], total: String) throws {
    #expect(try self.total(arguments) == total)
  }

  @Test func slicesAreTheFiles() throws {
    let rows = try jsonRows(run(["cost", "--by", "tag:business_unit", "--format", "json"]))
    let costs = Dictionary(
      uniqueKeysWithValues: rows.map {
        ($0["tag:business_unit"] as? String ?? "(none)", $0["cost"] as? String)
      })
    let script = """
      import csv, json, sys
      from collections import defaultdict
      from decimal import Decimal
      sums = defaultdict(Decimal)
      with open(sys.argv[1], newline='') as file:
          for row in csv.DictReader(file):
              tags = row['Tags']
              tags = json.loads(tags) if tags and tags != 'NULL' else {}
              sums[tags.get('business_unit') or '(none)'] += Decimal(row['BilledCost'])
      print('\\n'.join(f'{name}\\t{cost:f}' for name, cost in sums.items()))
      """
    let expected = try Program.python(script, [Shared.data("focus-1.0-sample-1000.csv")]).split(
      separator: "\n")
    #expect(expected.count == costs.count)
    for line in expected {
      let parts = line.split(separator: "\t").map(String.init)
      #expect(costs[parts[0]] == Amount(parts[1])?.description)
    }
  }

  @Test(arguments: ["hourly_costs", "daily_costs"]) func aStockShellReadsTheSame(view: String) throws {
    let ledger = try Self.ledger.get().0.path("l.sqlite")
    for (column, total) in [
      ("billed", "20.52022672899"), ("effective", "14.97651418586"), ("list", "20.39090575119"),
    ] {
      let script = """
        import sqlite3, sys
        from decimal import Decimal
        db = sqlite3.connect(sys.argv[1])
        rows = db.execute('select \(column), \(column)_units, scale from \(view)').fetchall()
        print(f"{sum(Decimal(text) for text, _, _ in rows).normalize():f}")
        print(f"{sum(Decimal(units).scaleb(-scale) for _, units, scale in rows).normalize():f}")
        """
      #expect(try Program.python(script, [ledger]) == "\(total)\n\(total)\n")
    }
    let texts = try Program.sqlite3(ledger, "SELECT billed FROM \(view)")
    let sum = try Program.python(
      "import sys; from decimal import Decimal; print(sum(map(Decimal, sys.argv[1].split())).normalize())",
      [texts])
    #expect(sum == "20.52022672899\n")
  }
}
