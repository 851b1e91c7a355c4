internal import Billing

extension Ledger {
  /// Writes a bill, as the delivery that it came in.
  func insert(
    _ rows: BillRows, _ key: BillKey, files: [BillFile], delivery: Int64, digest: String, importedAt: String
  ) throws {
    let columns =
      ["billing_account", "period", "delivery_id", "digest", "imported_at"] + BillRows.headColumns
    try database.run(
      "INSERT INTO bill(\(columns.joined(separator: ", "))) VALUES(\(marks(columns.count)))",
      [
        .text(key.billingAccount), .text(key.period), .integer(delivery), .text(digest), .text(importedAt),
      ] + rows.head)
    let id = database.lastInsertedRow
    for file in files {
      try database.run(
        "INSERT INTO bill_file VALUES(?, ?, ?)", [.integer(id), .text(file.name), .text(file.digest)])
    }
    let combination = try nextID("combination")
    let series = try nextID("series")
    for table in BillRows.Table.allCases {
      let ids: [String] =
        switch table {
        case .combination, .series: ["id", "bill_id"]
        case .member: ["series_id"]
        default: ["bill_id"]
        }
      let columns = ids + table.columns
      let statement = try database.prepare(
        "INSERT INTO \(table.rawValue)(\(columns.joined(separator: ", "))) VALUES(\(marks(columns.count)))")
      for (number, row) in (rows.rows[table] ?? []).enumerated() {
        switch table {
        case .combination: try statement.run([SQLValue(combination + number), .integer(id)] + row)
        case .series:
          var row = row
          if case .integer(let own) = row[0] { row[0] = SQLValue(combination + Int(own)) }
          try statement.run([SQLValue(series + number), .integer(id)] + row)
        case .member: try statement.run([SQLValue(series + number)] + row)
        default: try statement.run([.integer(id)] + row)
        }
      }
    }
  }

  private func marks(_ count: Int) -> String {
    Array(repeating: "?", count: count).joined(separator: ", ")
  }

  private func nextID(_ table: String) throws -> Int {
    guard case .integer(let last) = try database.value("SELECT max(id) FROM \(table)") else { return 1 }
    return Int(last) + 1
  }

  /// Reads a bill back as `insert` got it.
  func rows(of bill: Int64) throws -> BillRows {
    var rows = BillRows(head: [])
    try database.query(
      "SELECT \(BillRows.headColumns.joined(separator: ", ")) FROM bill WHERE id = ?", [.integer(bill)]
    ) { row in
      rows.head = (0..<row.columnCount).map { row.value($0) }
    }
    for table in BillRows.Table.allCases {
      var columns = table.columns
      var order = "rowid"
      var from = "\(table.rawValue) WHERE bill_id = ?1"
      switch table {
      case .total, .key: order = columns[0...1].joined(separator: ", ")
      case .series:
        columns[0] = "combination_id - (SELECT min(id) FROM combination WHERE bill_id = ?1)"
      case .member:
        from = "member WHERE series_id IN (SELECT id FROM series WHERE bill_id = ?1)"
        order = "series_id"
      default: break
      }
      var read: [[SQLValue]] = []
      try database.query(
        "SELECT \(columns.joined(separator: ", ")) FROM \(from) ORDER BY \(order)", [.integer(bill)]
      ) { row in
        read.append((0..<row.columnCount).map { row.value($0) })
      }
      rows.rows[table] = read
    }
    return rows
  }
}
