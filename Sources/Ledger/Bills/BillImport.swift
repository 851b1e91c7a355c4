public import Billing

/// Loads deliveries into a ledger, one bill after another.
public struct BillImport {
  /// What became of one bill in one currency.
  public struct Row: Sendable {
    public var bill: BillKey
    public var format: String
    public var providers: [String]
    public var summary: BillSummary
    public var status: BillStore.Status
    /// How many rows were left out as unreadable, in the whole bill.
    public var rejects: Int
    /// Total lines of the bill that differ from its charges.
    public var differences: [String]
    public var duration: Duration
  }

  private let path: String
  private let reader: BillReader
  private let importedAt: String
  private let clock = ContinuousClock()

  /// - Parameters:
  ///   - ledger: the ledger's path; the file is made when there is a first bill to store.
  ///   - importedAt: the time of the import, ISO 8601.
  public init(ledger path: String, reader: BillReader, importedAt: String) {
    self.path = path
    self.reader = reader
    self.importedAt = importedAt
  }

  /// Loads all deliveries; a failure leaves the bills that were stored before it.
  public func load(_ deliveries: [Delivery]) throws -> [Row] {
    try Ledger.check(path)
    var rows: [Row] = []
    var origins: [BillKey: String] = [:]
    for delivery in deliveries {
      do {
        try load(delivery, &rows, &origins)
      } catch let problem as Problem where !rows.isEmpty {
        throw problem.after(importing: Set(rows.map(\.bill.description)).sorted())
      }
    }
    return rows
  }

  private func load(_ delivery: Delivery, _ rows: inout [Row], _ origins: inout [BillKey: String]) throws {
    let start = clock.now
    let name = delivery.manifest ?? delivery.files.first?.name ?? ""
    try reader.read(delivery.files) { bills in
      for bill in bills {
        if let origin = origins[bill.bill.key] { throw Problem.billTwice(bill.bill.key, origin, name) }
      }
      let store = BillStore(try Ledger.writing(path), importedAt: importedAt)
      for bill in bills {
        let status = try store.store(bill)
        origins[bill.bill.key] = name
        rows += self.rows(bill.bill, status, clock.now - start)
      }
    }
  }

  private func rows(_ bill: Bill, _ status: BillStore.Status, _ duration: Duration) -> [Row] {
    bill.summaries.map { summary in
      let providers = Set(
        bill.combinations.filter { $0[.currency] == summary.currency }.compactMap { $0[.provider] })
      return Row(
        bill: bill.key, format: bill.format, providers: providers.sorted(), summary: summary, status: status,
        rejects: bill.rejects.count, differences: bill.differences, duration: duration)
    }
  }
}
