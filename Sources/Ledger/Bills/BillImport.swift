public import Billing

/// Loads deliveries into a ledger, one bill after another.
public struct BillImport {
  /// What became of one bill in one currency.
  public struct Row: Sendable {
    public var bill: BillKey
    public var format: String
    public var providers: [String]
    public var summary: BillSummary
    public var outcome: BillStore.Outcome
    /// What the delivery changed; nil where it is the bill's first, or the same.
    public var restatement: Restatement?
    /// How many rows were left out as unreadable, in the whole bill.
    public var rejects: Int
    /// Files that were passed over, because the bill has their rows already.
    public var repeats: [String]
    /// Total lines of the bill that differ from its charges.
    public var differences: [String]
    public var duration: Duration

    public var status: BillStore.Status { outcome.status }
  }

  /// What a delivery does to a bill that the ledger has already.
  public enum Mode: Sendable {
    /// It takes the bill's place, unless it is far smaller and may be a part or a cut file.
    case replacing
    /// It takes the bill's place, however small it is.
    case replacingAnyway
    /// Its files are further parts of the bill.
    case adding
  }

  private let path: String
  private let reader: BillReader
  private let mode: Mode
  private let importedAt: String
  private let clock = ContinuousClock()

  /// - Parameters:
  ///   - ledger: the ledger's path; the file is made when there is a first bill to store.
  ///   - importedAt: the time of the import, ISO 8601.
  public init(ledger path: String, reader: BillReader, mode: Mode = .replacing, importedAt: String) {
    self.path = path
    self.reader = reader
    self.mode = mode
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
    let isLoose = delivery.manifest == nil
    var reader = reader
    reader.refusesRepeats = isLoose
    if mode == .adding, Ledger.exists(path) { reader.known = try Ledger.reading(path).knownFiles() }
    try reader.read(delivery.files) { bills in
      for bill in bills {
        if let origin = origins[bill.bill.key] { throw Problem.billTwice(bill.bill.key, origin, name) }
      }
      let ledger = try Ledger.writing(path)
      let store = BillStore(ledger, importedAt: importedAt, deliveredAt: delivery.delivered)
      let outcomes = try store.store(
        bills, guardsSize: isLoose && mode == .replacing, adds: mode == .adding)
      for (bill, outcome) in zip(bills, outcomes) {
        origins[bill.bill.key] = name
        rows += try self.rows(bill.bill, outcome, ledger, clock.now - start)
      }
    }
  }

  private func rows(_ bill: Bill, _ outcome: BillStore.Outcome, _ ledger: Ledger, _ duration: Duration) throws
    -> [Row]
  {
    let restatement = try outcome.after.flatMap { after in
      guard after.status != .new else { return nil as Restatement? }
      return Restatement(
        from: try outcome.before.map { try ledger.services(of: $0.id) } ?? [],
        to: try ledger.services(of: after.id))
    }
    // Of a bill with parts added, the whole is shown.
    let whole = mode == .adding ? try ledger.bills().first { $0.key == bill.key } : nil
    return try (whole.map { try ledger.summaries(of: $0) } ?? bill.summaries).map { summary in
      let providers = Set(
        bill.combinations.filter { $0[.currency] == summary.currency }.compactMap { $0[.provider] })
      return Row(
        bill: bill.key, format: whole?.format ?? bill.format,
        providers: whole?.providers ?? providers.sorted(),
        summary: summary, outcome: outcome, restatement: restatement,
        rejects: whole?.rejects ?? bill.rejects.count, repeats: bill.repeats, differences: bill.differences,
        duration: duration)
    }
  }
}
