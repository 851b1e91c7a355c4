@testable import Billing
import Foundation
import TestSupport

@testable import Ledger

/// Loads files into a ledger, as the command does.
@discardableResult
func load(
  _ paths: [String], into ledger: String, allowsRejects: Bool = false,
  at time: String = "2026-11-01T00:00:00Z"
) throws -> [BillImport.Row] {
  var reader = BillReader(workers: 2)
  reader.allowsRejects = allowsRejects
  let inputs = paths.map { BillReader.Input(path: $0, name: $0) }
  return try BillImport(ledger: ledger, reader: reader, importedAt: time).load([
    Delivery(files: inputs, manifest: nil)
  ])
}

/// What tells whether a ledger is as it was: every row of every table, without the time of import.
func content(of ledger: String) throws -> String {
  try Program.sqlite3(
    ledger,
    """
    SELECT 'schema', name, sql FROM sqlite_schema ORDER BY 2;
    SELECT id, billing_account, period, format, digest, imported_at FROM bill ORDER BY 1;
    SELECT * FROM bill_file ORDER BY 1, 2; SELECT * FROM bill_total ORDER BY 1, 2, 3;
    SELECT * FROM bill_key ORDER BY 1, 2, 3; SELECT * FROM combination ORDER BY 1;
    SELECT id, bill_id, combination_id, n, first_hour, hex(hours), hex(billed), hex(effective) FROM series ORDER BY 1;
    SELECT series_id, hex(resource_prefix), hex(resource_rest), hex(own_prefix), hex(own_rest) FROM member ORDER BY 1; SELECT * FROM reject ORDER BY 1, 3;
    """)
}

/// Expects SQLite to find nothing wrong in a ledger.
func soundness(of ledger: String) throws -> String {
  try Program.sqlite3(ledger, "PRAGMA foreign_key_check; PRAGMA integrity_check;")
}
