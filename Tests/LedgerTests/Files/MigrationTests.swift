import TestSupport
import Testing

@testable import Ledger

/// A ledger of an older Tarsier is brought up to date with all that it holds.
struct MigrationTests {
  @Test func theFirstSchemaKeepsItsData() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("ledger.sqlite")
    do {
      let old = try Database(path: path, mode: .create)
      try old.execute(Schema.migrations[0])
      try old.execute("PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = 1")
      try old.execute(
        """
        INSERT INTO snapshot(taken_at, loaded_at) VALUES (1790000000, 1790000100);
        INSERT INTO finding(rule, resource_type, account_id, region, resource_id, family, severity, message,
          cost_days, first_found_at, last_found_at, written_at)
        VALUES ('r', 'ebs_volume', '111111111111', 'us-east-1', 'vol-1', 'unused', 'low', 'm', 0, 1, 2, 3);
        """)
    }
    let ledger = try Ledger.reading(path)
    #expect(try ledger.database.value("PRAGMA user_version") == .integer(Int64(Schema.version)))
    #expect(try ledger.database.value("SELECT resource_id FROM findings") == "vol-1")
    #expect(
      try ledger.database.value("SELECT loaded_at FROM snapshot WHERE is_rehearsal = 0") == 1_790_000_100)
    #expect(try ledger.database.value("SELECT count(*) FROM janitor_log") == 0)
    #expect(try Program.sqlite3(path, "SELECT count(*) FROM marks") == "0\n")
    #expect(try Program.sqlite3(path, "PRAGMA integrity_check; PRAGMA foreign_key_check") == "ok\n")
  }

  /// A migration adds to what there is: the first one must stay as it was published.
  @Test func theFirstMigrationStays() {
    #expect(Schema.migrations[0] == Schema.bills + Schema.inventory + Schema.findings)
    #expect(Schema.migrations.count == Schema.version)
  }
}
