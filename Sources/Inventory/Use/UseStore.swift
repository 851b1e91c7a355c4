internal import Ledger

/// Keeps the daily figures of resources, each day once; what is asked for again takes the older figure's place.
struct UseStore {
  let database: Database

  /// - Returns: whether anything is new or other than before.
  func store(_ series: [UseSeries], scope: Int64) throws -> Bool {
    let insertSeries = try database.prepare(
      """
      INSERT INTO use_series(scope_id, resource_type, resource_id, metric, statistic) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """)
    let findSeries = try database.prepare(
      """
      SELECT id FROM use_series
      WHERE scope_id = ? AND resource_type = ? AND resource_id = ? AND metric = ? AND statistic = ?
      """)
    let insertDay = try database.prepare(
      """
      INSERT INTO use_day(series, day, value) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET value = excluded.value WHERE value <> excluded.value
      """)
    let before = try changes()
    for one in series where !one.values.isEmpty {
      let key: [SQLValue] = [
        .integer(scope), .text(one.type), .text(one.resource), .text(one.metric), .text(one.statistic),
      ]
      try insertSeries.run(key)
      try findSeries.bind(key)
      guard try findSeries.step() else { continue }
      let id = Int64(findSeries.integer(0))
      for (day, value) in one.values {
        try insertDay.run([.integer(id), SQLValue(day), .text(value)])
      }
    }
    return try changes() != before
  }

  private func changes() throws -> SQLValue { try database.value("SELECT total_changes()") }
}
