public import Billing

/// One delivery of a bill: what it added up to, also after another one has taken its place.
public struct StoredDelivery: Sendable {
  public var id: Int64
  public var bill: BillKey
  /// 1 for the bill's first.
  public var number: Int
  public var status: BillStore.Status
  public var format: String
  public var providers: [String]
  public var files: Int
  /// On how many days anything is charged.
  public var days: Int
  public var digest: String
  public var importedAt: String
  /// When the provider delivered it, as its manifest says.
  public var deliveredAt: String?
  /// Whether it is what the ledger's totals come from.
  public var isInForce: Bool
  /// One entry a currency.
  public var totals: [Total] = []

  /// What a delivery is billed in one currency.
  public struct Total: Sendable {
    public var currency: String
    public var billed: Amount
    public var rows: Int
    public var charges: Int
  }

  public var rows: Int { totals.reduce(0) { $0 + $1.rows } }
}

/// What a delivery is billed for one service in one currency.
public struct ServiceCost: Sendable {
  public var currency: String
  public var service: String?
  public var billed: Amount
}

extension Ledger {
  /// All deliveries, by period, account and number.
  ///
  /// - Parameters:
  ///   - key: nil for those of all bills.
  public func deliveries(of key: BillKey? = nil) throws -> [StoredDelivery] {
    var deliveries: [StoredDelivery] = []
    try database.query(
      """
      SELECT id, billing_account, period, number, status, format, providers, files, days, digest, imported_at,
        EXISTS (SELECT 1 FROM bill WHERE delivery_id = delivery.id), delivered_at
      FROM delivery WHERE ?1 IS NULL OR billing_account = ?1 AND period = ?2
      ORDER BY period, billing_account, number
      """, [SQLValue(key?.billingAccount), SQLValue(key?.period)]
    ) { row in
      deliveries.append(
        StoredDelivery(
          id: Int64(row.integer(0)),
          bill: BillKey(billingAccount: row.text(1) ?? "", period: row.text(2) ?? ""),
          number: row.integer(3), status: BillStore.Status(rawValue: row.text(4) ?? "") ?? .new,
          format: row.text(5) ?? "", providers: TagMap.list(row.text(6) ?? ""), files: row.integer(7),
          days: row.integer(8), digest: row.text(9) ?? "", importedAt: row.text(10) ?? "",
          deliveredAt: row.text(12), isInForce: row.integer(11) != 0))
    }
    for place in deliveries.indices { deliveries[place].totals = try totals(of: deliveries[place].id) }
    return deliveries
  }

  private func totals(of delivery: Int64) throws -> [StoredDelivery.Total] {
    var totals: [StoredDelivery.Total] = []
    try database.query(
      """
      SELECT currency, total, rows, charges FROM delivery_total
      WHERE delivery_id = ? AND measure = 'billed' ORDER BY currency
      """, [.integer(delivery)]
    ) { row in
      totals.append(
        StoredDelivery.Total(
          currency: row.text(0) ?? "", billed: Amount(row.text(1) ?? "") ?? .zero, rows: row.integer(2),
          charges: row.integer(3)))
    }
    return totals
  }

  /// What a delivery is billed for each service.
  public func services(of delivery: Int64) throws -> [ServiceCost] {
    var services: [ServiceCost] = []
    try database.query(
      "SELECT currency, service, billed FROM delivery_service WHERE delivery_id = ? ORDER BY rowid",
      [.integer(delivery)]
    ) { row in
      services.append(
        ServiceCost(
          currency: row.text(0) ?? "", service: row.text(1), billed: Amount(row.text(2) ?? "") ?? .zero))
    }
    return services
  }

  /// Writes a delivery into the history, as the bill's next.
  func record(
    _ bill: Bill, status: BillStore.Status, digest: String, days: Int, importedAt: String,
    deliveredAt: String?, services: [ServiceCost]
  ) throws -> StoredDelivery {
    let key: [SQLValue] = [.text(bill.key.billingAccount), .text(bill.key.period)]
    let providers = Set(bill.combinations.compactMap { $0[.provider] }).sorted()
    try database.run(
      """
      INSERT INTO delivery(billing_account, period, number, status, format, providers, files, days, digest, imported_at,
        delivered_at)
      VALUES(?1, ?2, (SELECT count(*) + 1 FROM delivery WHERE billing_account = ?1 AND period = ?2),
        ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      """,
      key + [
        .text(status.rawValue), .text(bill.format),
        .text("[" + providers.map(TagMap.quoted).joined(separator: ",") + "]"), SQLValue(bill.files.count),
        SQLValue(days), .text(digest), .text(importedAt), SQLValue(deliveredAt),
      ])
    let id = database.lastInsertedRow
    for summary in bill.summaries {
      for (measure, total) in zip(bill.measures, summary.totals) {
        try database.run(
          "INSERT INTO delivery_total VALUES(?, ?, ?, ?, ?, ?)",
          [
            .integer(id), .text(summary.currency), .text(measure.rawValue), .text(total.description),
            SQLValue(summary.rows), SQLValue(summary.charges),
          ])
      }
    }
    for service in services.sorted(by: { ($0.currency, $0.service ?? "") < ($1.currency, $1.service ?? "") })
    {
      try database.run(
        "INSERT INTO delivery_service VALUES(?, ?, ?, ?)",
        [
          .integer(id), .text(service.currency), SQLValue(service.service), .text(service.billed.description),
        ])
    }
    guard let delivery = try deliveries(of: bill.key).last else { throw Problem.doesNotAddUp(bill.key) }
    return delivery
  }
}
