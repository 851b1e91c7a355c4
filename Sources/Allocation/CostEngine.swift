internal import Billing
public import Ledger

/// Answers questions from a ledger's series.
public struct CostEngine {
  let ledger: Ledger
  let settings: Settings
  let limit: WorkLimit?

  /// - Parameter limit: how much work each question may make; nil for as much as it takes.
  public init(ledger: Ledger, settings: Settings = Settings(), limit: WorkLimit? = nil) {
    self.ledger = ledger
    self.settings = settings
    self.limit = limit
  }

  /// - Throws: a `Problem` where a name or a date is not known, or no bill has the measure;
  ///   `WorkLimit.Exceeded` where the limit is.
  public func answer(_ question: CostQuestion) throws -> CostAnswer {
    try answer(question, traces: nil)
  }

  /// - Parameter traces: where to tell how the values of `question.origins` were found.
  func answer(_ question: CostQuestion, traces: Traces?) throws -> CostAnswer {
    let bills = try ledger.bills()
    let resolver = try FieldResolver(ledger, settings)
    let fields = try question.by.map(resolver.field) + (traces == nil ? [] : question.by.map(Field.origin))
    let filters = try question.filters.map { try CompiledFilter($0, resolver.field($0.dimension)) }
    try check(question, bills)
    var notes: [String] = []
    let wanted = bills.filter { bill in isWanted(bill, filters) && touches(bill, question) }
    let having = wanted.filter { $0.measures.contains(question.metric) }
    if having.isEmpty, let first = wanted.first { throw Problem.measureAbsent(question.metric, first) }
    for bill in wanted where !bill.measures.contains(question.metric) {
      notes.append("bill \(bill.key) has no \(question.metric.rawValue) cost and is missing from this answer")
    }
    for bill in having where bill.rejects > 0 {
      notes.append("bill \(bill.key) lacks \(bill.rejects) rows that could not be read")
    }
    let weights = LedgerWeights(ledger, settings, resolver.keys, bills, limit)
    let remains = Remains()
    let shared = sharedConcepts(fields + filters.map(\.field), question)
    var months: [String: (query: PlannedQuery, sharing: Sharing?)] = [:]
    var groups = Groups()
    var sums = SliceSums()
    let clock = try LocalClock(per: question.per, timeZone: question.timeZone)
    for bill in having {
      let month = bill.key.period
      let planned: (query: PlannedQuery, sharing: Sharing?)
      if let known = months[month] {
        planned = known
      } else {
        let query = PlannedQuery(fields, filters, settings, resolver.keys, month: month, traces: traces)
        let sharing =
          shared.isEmpty
          ? nil : Sharing(shared, query.plan, month: month, source: weights, traces: traces, remains: remains)
        planned = (query, sharing)
        months[month] = planned
      }
      notes += unkeptNotes(bill, planned.query.plan)
      let ownSlice = question.per == .month ? month : nil
      let pass = BillPass(
        ledger, settings, bill, question.metric, planned.query, sharing: planned.sharing, remains: remains,
        limit: limit)
      try pass.add(to: &groups, &sums) { hour in
        guard hour >= question.from ?? .min, hour < question.to ?? .max else { return nil }
        return Slice(name: clock.slice(hour) ?? ownSlice, hour: question.per == .hour ? hour : 0)
      }
    }
    let rows = CostRows(groups.keys, sums, top: question.top)
    if rows.isEmpty, question.explainsEmptiness { notes += try emptyNotes(question) }
    notes += weights.notes + remains.notes(question.metric)
    return CostAnswer(
      dimensions: question.by, per: question.per, metric: question.metric, rows: rows, notes: notes)
  }

  /// The concepts of a question whose costs are spread, in the order of the settings.
  private func sharedConcepts(_ fields: [Field], _ question: CostQuestion) -> [Concept] {
    guard !question.beforeSharing else { return [] }
    let names = Set(fields.compactMap(\.conceptName))
    return settings.concepts.filter { $0.isShared && names.contains($0.name) }
  }

  private func unkeptNotes(_ bill: StoredBill, _ plan: ConceptPlan) -> [String] {
    bill.unkept.filter { plan.inputs.contains(.dimension($0)) }.map {
      "bill \(bill.key) keeps no \($0.rawValue): it is another one in nearly every row"
    }
  }

  /// Whether a bill's own dimensions pass the filters.
  private func isWanted(_ bill: StoredBill, _ filters: [CompiledFilter]) -> Bool {
    filters.allSatisfy { filter in
      switch filter.field {
      case .dimension(.billingPeriod): filter.holds(bill.key.period)
      case .dimension(.billingAccount): filter.holds(bill.key.billingAccount)
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
