internal import Ledger

/// Fills the tables that are of all types.
struct OtherTables {
  let database: Database
  let asOf: Int
  let scopes: [InventoryView.Scope]

  /// Rules look back a month or two; older days stay in the ledger.
  private static let daysOfUse = 62

  func makeResources() throws {
    let table = InventoryTable.resources
    try table.create(on: database)
    let described = InventoryTable.described.joined(separator: ", ")
    for type in ResourceCatalog.types {
      try database.run(
        """
        INSERT INTO temp.resources
        SELECT '\(type.name)', account_id, region, \(type.idColumn), \(described) FROM temp.\(type.table)
        """)
    }
    try table.index(on: database)
  }

  /// The days that were over at the time of the newest whole answer.
  func makeDailyUse() throws {
    let table = InventoryTable.dailyUse
    try table.create(on: database)
    for scope in scopes where scope.call == UseMetric.call {
      try database.run(
        """
        INSERT INTO temp.daily_use
        SELECT ?1, ?2, s.resource_type, s.resource_id, s.metric, s.statistic,
          strftime('%Y-%m-%d', d.day, 'unixepoch'), d.value
        FROM use_series s JOIN use_day d ON d.series = s.id
        WHERE s.scope_id = ?3 AND d.day > ?4 - \(daysOfUse) * 86400 AND d.day + 86400 <= ?4
        """,
        [.text(scope.account), .text(scope.region), .integer(scope.id), SQLValue(min(asOf, scope.takenAt))])
    }
    try table.index(on: database)
  }

  func makeTerraformResources() throws {
    let table = InventoryTable.terraformResources
    try table.create(on: database)
    try database.run(
      """
      INSERT INTO temp.terraform_resources
      SELECT account_id, region, resource_id, arn, address, type, state_file FROM terraform_resource
      """)
    try table.index(on: database)
  }

  private var daysOfUse: Int { Self.daysOfUse }
}
