public import Billing

/// Holds what the ledger has of a bill against the bill itself, figure by figure.
public struct Verification: Sendable {
  /// Something that is not the same on both sides; nil where a side lacks it.
  public struct Difference: Sendable {
    public var bill: BillKey
    /// `rows`, `charges`, a measure, `digest` or `bill`.
    public var what: String
    /// Nil for the whole bill.
    public var service: String?
    /// `2026-10-31`; nil for the whole bill.
    public var day: String?
    public var currency: String?
    public var expected: String?
    public var ledger: String?
  }

  /// How many bills were compared.
  public internal(set) var bills: [BillKey] = []
  public internal(set) var differences: [Difference] = []

  public init() {}
}

/// What a bill adds up to, as a whole and slice by slice: one service's day in one currency.
struct BillSums: Equatable {
  struct Slice: Hashable {
    var currency: String
    var service: String?
    var day: Int
    var measure: Measure
  }

  /// By currency.
  var rows: [String: Int] = [:]
  var charges: [String: Int] = [:]
  var totals: [String: [Measure: Amount]] = [:]
  var slices: [Slice: Amount] = [:]

  /// The cells of a bill alone, added up.
  var cellTotals: [String: [Measure: Amount]] {
    slices.reduce(into: [:]) { $0[$1.key.currency, default: [:]][$1.key.measure, default: .zero] += $1.value }
  }
}

extension BillSums {
  /// Adds up a bill that was read.
  init(_ assembled: AssembledBill) throws {
    let bill = assembled.bill
    self.init(bill.summaries, bill.measures)
    var units: [Slice: Int128] = [:]
    try assembled.forEachSeries { series in
      let combination = bill.combinations[series.combination]
      var slice = Slice(
        currency: combination[.currency] ?? "", service: combination[.service], day: 0, measure: .billed)
      for (number, measure) in bill.measures.enumerated() {
        slice.measure = measure
        var sums: [Int: Int128] = [:]
        for (hour, value) in zip(series.hours, series.values(of: number)) {
          sums[Int(hour) / 24, default: 0] += value
        }
        for (day, sum) in sums {
          slice.day = day
          units[slice, default: 0] += sum
        }
      }
    }
    for (slice, sum) in units { slices[slice] = Amount(units: sum, scale: bill.scale(of: slice.measure)) }
  }

  private init(_ summaries: [BillSummary], _ measures: [Measure]) {
    for summary in summaries {
      rows[summary.currency] = summary.rows
      charges[summary.currency] = summary.charges
      totals[summary.currency] = Dictionary(uniqueKeysWithValues: zip(measures, summary.totals))
    }
  }

  /// Adds up the cells of a stored bill.
  init(_ bill: StoredBill, in ledger: Ledger) throws {
    self.init(try ledger.summaries(of: bill), bill.measures)
    var owners: [Int64: (currency: String, service: String?)] = [:]
    try ledger.database.query(
      "SELECT id, currency, service FROM combination WHERE bill_id = ?", [.integer(bill.id)]
    ) { row in
      owners[Int64(row.integer(0))] = (row.text(1) ?? "", row.text(2))
    }
    for measure in bill.measures {
      var units: [Slice: Int128] = [:]
      try ledger.forEachBlock(of: bill, measure) { cells in
        var sums: [Int: Int128] = [:]
        for index in 0..<cells.count {
          let value = unsafe cells.isWide ? cells.wide[index] : Int128(cells.narrow[index])
          sums[unsafe Int(cells.hours[index]) / 24, default: 0] += value
        }
        let owner = owners[cells.combination]
        for (day, sum) in sums {
          units[
            Slice(currency: owner?.currency ?? "", service: owner?.service, day: day, measure: measure),
            default: 0] += sum
        }
      }
      for (slice, sum) in units { slices[slice] = Amount(units: sum, scale: bill.scale(of: measure)) }
    }
  }
}

extension Verification {
  /// Adds what differs between two sides of a bill.
  mutating func compare(_ bill: BillKey, _ expected: BillSums, _ ledger: BillSums) {
    bills.append(bill)
    for currency in Set(expected.totals.keys).union(ledger.totals.keys).sorted() {
      func add(_ what: String, _ a: String?, _ b: String?) {
        guard a != b else { return }
        differences.append(Difference(bill: bill, what: what, currency: currency, expected: a, ledger: b))
      }
      add("rows", expected.rows[currency].map { "\($0)" }, ledger.rows[currency].map { "\($0)" })
      add("charges", expected.charges[currency].map { "\($0)" }, ledger.charges[currency].map { "\($0)" })
      for measure in Measure.allCases {
        add(
          measure.rawValue, expected.totals[currency]?[measure]?.description,
          ledger.totals[currency]?[measure]?.description)
      }
    }
    let slices = Set(expected.slices.keys).union(ledger.slices.keys)
    // A slice of which nothing is left is as good as none.
    for slice in slices.sorted(by: { $0.order.lexicographicallyPrecedes($1.order) })
    where expected.slices[slice] ?? .zero != ledger.slices[slice] ?? .zero {
      differences.append(
        Difference(
          bill: bill, what: slice.measure.rawValue, service: slice.service,
          day: Civil.dateText(days: slice.day), currency: slice.currency,
          expected: expected.slices[slice]?.description, ledger: ledger.slices[slice]?.description))
    }
  }
}

extension BillSums.Slice {
  fileprivate var order: [String] {
    [currency, measure.rawValue, Civil.dateText(days: day), service ?? ""]
  }
}

extension Ledger {
  /// Holds the ledger against bills that were read again.
  public func verify(_ bills: [AssembledBill], into verification: inout Verification) throws {
    let stored = try self.bills()
    for bill in bills {
      guard let own = stored.first(where: { $0.key == bill.bill.key }) else {
        verification.bills.append(bill.bill.key)
        verification.differences.append(
          Verification.Difference(bill: bill.bill.key, what: "bill", expected: "in the files"))
        continue
      }
      verification.compare(own.key, try BillSums(bill), try BillSums(own, in: self))
    }
  }

  /// Holds the ledger against itself: what each bill was read to add up to against its cells, and its digest.
  public func verify() throws -> Verification {
    var verification = Verification()
    for bill in try bills() {
      let stated = try BillSums(bill, in: self)
      var cells = stated
      let totals = stated.cellTotals
      cells.totals = stated.totals.reduce(into: [:]) { all, entry in
        for measure in entry.value.keys {
          all[entry.key, default: [:]][measure] = totals[entry.key]?[measure] ?? .zero
        }
      }
      verification.compare(bill.key, stated, cells)
      let digests = (
        stored: try database.value("SELECT digest FROM bill WHERE id = ?", [.integer(bill.id)]),
        now: try rows(of: bill.id).digest
      )
      if case .text(let stored) = digests.stored, stored != digests.now {
        verification.differences.append(
          Verification.Difference(
            bill: bill.key, what: "digest", expected: stored, ledger: digests.now))
      }
    }
    return verification
  }
}
