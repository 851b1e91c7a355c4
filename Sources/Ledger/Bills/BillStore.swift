public import Billing
internal import Dispatch
internal import Synchronization

/// Puts bills into a ledger: each as a whole, or not at all.
public struct BillStore {
  /// What became of a bill; `keptBeside` where its month is closed.
  public enum Status: String, Sendable {
    case new, replaced, added, unchanged
    case keptBeside = "kept beside"
  }

  /// What became of a bill, and the deliveries of before and after where it changed.
  public struct Outcome: Sendable {
    public var status: Status
    /// What the ledger's totals came from before; nil for a bill that is new.
    public var before: StoredDelivery?
    public var after: StoredDelivery?
  }

  private let ledger: Ledger
  /// The time of the import, ISO 8601.
  private let importedAt: String
  /// When the provider delivered the bills, as their manifest says; nil where nothing tells.
  private let deliveredAt: String?

  public init(_ ledger: Ledger, importedAt: String, deliveredAt: String? = nil) {
    self.ledger = ledger
    self.importedAt = importedAt
    self.deliveredAt = deliveredAt
  }

  /// A bill that is ready to be written.
  private struct Packed {
    var bill: Bill
    var rows: BillRows
    var digest: String
    /// On how many days anything is charged.
    var days: Int
    /// What each combination is billed.
    var billed: [Amount]
  }

  /// Stores the bills of a delivery in one transaction, in place of what the ledger has of them.
  ///
  /// - Parameters:
  ///   - bills: what was read; their series are gone afterwards.
  ///   - guardsSize: whether a bill that is far smaller than the one before it is refused.
  ///   - adds: whether the bills are new parts of what the ledger has of them.
  /// - Throws: a `Problem` where what is to be stored does not add up to what was read.
  public func store(_ bills: [AssembledBill], guardsSize: Bool = false, adds: Bool = false) throws
    -> [Outcome]
  {
    let packed = adds ? [] : try bills.map(pack)
    // What is packed is written from the blocks.
    if !adds { for bill in bills { bill.freeSeries() } }
    return try ledger.database.transaction {
      // What is added to must not change meanwhile.
      guard adds else { return try packed.map { try write($0, guardsSize: guardsSize, adds: false) } }
      return try bills.map { parts in
        guard !parts.bill.files.isEmpty else { return Outcome(status: .unchanged) }
        return try write(pack(ledger.joined(parts)), guardsSize: false, adds: true)
      }
    }
  }

  private func write(_ packed: Packed, guardsSize: Bool, adds: Bool) throws -> Outcome {
    let key = packed.bill.key
    let before = try ledger.deliveries(of: key).last { $0.isInForce }
    if before?.digest == packed.digest { return Outcome(status: .unchanged, before: before) }
    if try ledger.isClosed(key.period) {
      let newest = try ledger.deliveries(of: key).last
      if newest?.digest == packed.digest { return Outcome(status: .unchanged, before: before) }
      let after = try record(packed, .keptBeside)
      return Outcome(status: .keptBeside, before: before, after: after)
    }
    if guardsSize, let before {
      let rows = packed.bill.summaries.reduce(0) { $0 + $1.rows }
      guard rows * 2 >= before.rows, packed.days * 2 >= before.days else {
        throw Problem.farSmaller(
          key, rows: rows, days: packed.days, before: (rows: before.rows, days: before.days))
      }
    }
    let status: Status = before == nil ? .new : adds ? .added : .replaced
    try ledger.database.run(
      "DELETE FROM bill WHERE billing_account = ? AND period = ?",
      [.text(key.billingAccount), .text(key.period)])
    let after = try record(packed, status)
    try ledger.insert(
      packed.rows, key, files: packed.bill.files, delivery: after.id, digest: packed.digest,
      importedAt: importedAt)
    return Outcome(status: status, before: before, after: after)
  }

  private func record(_ packed: Packed, _ status: Status) throws -> StoredDelivery {
    var services: [[String?]: Amount] = [:]
    for (combination, billed) in zip(packed.bill.combinations, packed.billed) {
      services[[combination[.currency], combination[.service]], default: .zero] += billed
    }
    return try ledger.record(
      packed.bill, status: status, digest: packed.digest, days: packed.days, importedAt: importedAt,
      deliveredAt: deliveredAt,
      services: services.map { ServiceCost(currency: $0[0] ?? "", service: $0[1], billed: $1) })
  }

  /// Packs the bill's series into blocks, on all cores.
  private func pack(_ assembled: AssembledBill) throws -> Packed {
    // More parts than cores, since some have more cells than others.
    let parts = 16
    let results = Mutex<[Int: Result<BlockEncoder, any Error>]>([:])
    nonisolated(unsafe) let assembled = assembled
    DispatchQueue.concurrentPerform(iterations: parts) { number in
      var encoder = unsafe BlockEncoder(assembled.bill)
      let result = Result {
        try unsafe assembled.forEachSeries(in: .init(number, of: parts)) { encoder.add($0) }
        encoder.finish()
        return encoder
      }
      results.withLock { $0[number] = result }
    }
    let encoders = try results.withLock { all in try (0..<parts).compactMap { try all[$0]?.get() } }
    var sums = encoders[0].sums
    for encoder in encoders.dropFirst() {
      for cell in sums.indices { sums[cell] += encoder.sums[cell] }
    }
    let blocks = encoders.flatMap(\.blocks)
    let bill = unsafe assembled.bill
    guard blocks.allSatisfy(\.isInReach) else { throw Problem.tooLarge(bill.key) }
    try check(bill, sums)
    let rows = BillRows(bill, blocks)
    return Packed(
      bill: bill, rows: rows, digest: rows.digest,
      days: encoders.reduce(into: Set<Int32>()) { $0.formUnion($1.days) }.count,
      billed: bill.combinations.indices.map {
        Amount(units: sums[$0 * bill.measures.count], scale: bill.scale)
      })
  }

  /// Holds what was packed against the sums that were taken row by row.
  private func check(_ bill: Bill, _ sums: [Int128]) throws {
    for summary in bill.summaries {
      var totals = Array(repeating: Int128(0), count: bill.measures.count)
      for (number, combination) in bill.combinations.enumerated()
      where combination[.currency] ?? "" == summary.currency {
        for measure in totals.indices { totals[measure] += sums[number * totals.count + measure] }
      }
      guard totals == summary.totals.map(\.units) else { throw Problem.doesNotAddUp(bill.key) }
    }
  }
}
