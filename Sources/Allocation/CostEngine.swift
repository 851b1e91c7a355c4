internal import Billing
public import Ledger

/// Answers questions from a ledger's series.
public struct CostEngine {
  let ledger: Ledger
  let settings: Settings

  public init(ledger: Ledger, settings: Settings = Settings()) {
    self.ledger = ledger
    self.settings = settings
  }

  /// - Throws: a `Problem` where a name or a date is not known, or no bill has the measure.
  public func answer(_ question: CostQuestion) throws -> CostAnswer {
    let bills = try ledger.bills()
    let resolver = try FieldResolver(ledger, settings)
    let fields = try question.by.map(resolver.field)
    let filters = try question.filters.map { try CompiledFilter($0, resolver.field($0.dimension)) }
    try check(question, bills)
    var notes: [String] = []
    let wanted = bills.filter { bill in isWanted(bill, filters, resolver) && touches(bill, question) }
    let having = wanted.filter { $0.measures.contains(question.metric) }
    if having.isEmpty, let first = wanted.first { throw Problem.measureAbsent(question.metric, first) }
    for bill in wanted where !bill.measures.contains(question.metric) {
      notes.append("bill \(bill.key) has no \(question.metric.rawValue) cost and is missing from this answer")
    }
    for bill in having where bill.rejects > 0 {
      notes.append("bill \(bill.key) lacks \(bill.rejects) rows that could not be read")
    }
    let asked = Set((fields + filters.map(\.field)).flatMap(resolver.sources))
    for bill in having {
      for dimension in bill.unkept where asked.contains(.dimension(dimension)) {
        notes.append("bill \(bill.key) keeps no \(dimension.rawValue): it is another one in nearly every row")
      }
    }
    var groups = Groups()
    var sums = SliceSums()
    let clock = try LocalClock(per: question.per, timeZone: question.timeZone)
    for bill in having {
      let pass = BillPass(
        ledger: ledger, settings: settings, resolver: resolver, bill: bill, measure: question.metric,
        fields: fields,
        filters: filters)
      let ownSlice = question.per == .month ? bill.key.period : nil
      try pass.add(to: &groups, &sums) { hour in
        guard hour >= question.from ?? .min, hour < question.to ?? .max else { return nil }
        return Slice(name: clock.slice(hour) ?? ownSlice, hour: question.per == .hour ? hour : 0)
      }
    }
    let rows = CostRows(groups.keys, sums, top: question.top)
    if rows.isEmpty { notes += try emptyNotes(question) }
    return CostAnswer(
      dimensions: question.by, per: question.per, metric: question.metric, rows: rows, notes: notes)
  }

  /// Whether a bill's own dimensions pass the filters.
  private func isWanted(_ bill: StoredBill, _ filters: [CompiledFilter], _ resolver: FieldResolver) -> Bool {
    let facts = ChargeFacts(bill: bill)
    return filters.allSatisfy { filter in
      switch filter.field {
      case .dimension(.billingPeriod), .dimension(.billingAccount):
        filter.holds(facts.value(filter.field, resolver, settings))
      default: true
      }
    }
  }

  private func touches(_ bill: StoredBill, _ question: CostQuestion) -> Bool {
    bill.firstHour < question.to ?? .max && bill.firstHour + bill.hours > question.from ?? .min
  }

  private func check(_ question: CostQuestion, _ bills: [StoredBill]) throws {
    guard let first = bills.map(\.firstHour).min(), let last = bills.map({ $0.firstHour + $0.hours }).max()
    else {
      throw Problem.noBills(ledger.path)
    }
    let periods = Set(bills.map(\.key.period)).sorted()
    if let from = question.from, let to = question.to, from >= to { throw Problem.emptySpan(from, to) }
    if question.from ?? .min >= last || question.to ?? .max <= first {
      throw Problem.outsideBills(question.from ?? question.to ?? 0, periods)
    }
    for filter in question.filters where filter.dimension == "billing_period" && filter.comparison == .equal {
      for period in filter.values where !periods.contains(period) {
        throw Problem.unknownPeriod(period, periods)
      }
    }
  }

  /// What to say where nothing matches: the values that the filters' dimensions do have.
  private func emptyNotes(_ question: CostQuestion) throws -> [String] {
    try question.filters.filter { $0.comparison == .equal }.compactMap { filter in
      var open = CostQuestion()
      open.by = [filter.dimension]
      let known = try answer(open).rows.compactMap { $0.values.first ?? nil }
      let missing = filter.values.filter { !$0.isEmpty && !known.contains($0) }
      guard let value = missing.first else { return nil }
      let near = NearestName.of(value, among: known).map { "did you mean '\($0)'? " } ?? ""
      let some = known.prefix(6).joined(separator: ", ")
      return
        "no charge has \(filter.dimension) = '\(value)'; \(near)there are: \(some)\(known.count > 6 ? ", …" : "")"
    }
  }
}
