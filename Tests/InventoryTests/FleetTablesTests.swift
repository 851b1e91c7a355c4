import FoundationEssentials
import Inventory
import Ledger
import TestSupport
import Testing

/// Every type's tables, from answers as the aws command printed them of a small fleet at moto; what moto has no
/// answer to was written by hand in AWS's form.
struct FleetTablesTests {
  private static let fixtures =
    #filePath.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/Fixtures/fleet"

  /// What only says when it was looked at.
  private static let ofTheSnapshot: Set = [
    "account_id", "region", "first_seen", "last_seen", "unchanged_since",
  ]

  @Test func `each column is read from its place`() throws {
    let disk = try SnapshotOnDisk()
    let summary = try InventoryLoader.load(paths: [Self.fixtures], into: disk.ledger, clock: 1_800_000_000)
    #expect(summary.snapshots.flatMap(\.failures) == [])
    let view = try InventoryView(ledger: disk.ledger, asOf: 1_800_000_000)
    try view.makeTables(Set(InventoryTable.all.map(\.name)))
    for type in ResourceCatalog.types {
      #expect(
        try disk.ledger.database.value("SELECT count(*) > 0 FROM temp.\(type.table)") == 1, "\(type.name)")
    }
    let tables = InventoryTable.all.filter { $0.name != "resources" }
    expectGolden(try tables.map { try text(of: $0, disk.ledger) }.joined(separator: "\n"), "fleet.txt")
  }

  /// A line for each row, with what it has of the table's columns.
  private func text(of table: InventoryTable, _ ledger: Ledger) throws -> String {
    var lines: [String] = []
    try ledger.database.query("SELECT * FROM temp.\(table.name)") { row in
      let cells = table.columns.indices.compactMap { index -> String? in
        let name = table.columns[index].name
        guard !Self.ofTheSnapshot.contains(name), let value = row.text(index) else { return nil }
        return "\(name)=\(value)"
      }
      lines.append("  " + cells.joined(separator: " "))
    }
    return ([table.name] + lines.sorted()).joined(separator: "\n") + "\n"
  }
}
