public import Billing

/// Which tag, alias, rule or share gave charges the value that they have of a concept.
public struct Explanation: Sendable {
  public var concept: String
  public var value: String?
  public var trace: Trace
  /// What such charges cost before and after shared costs are spread.
  public var before: Amount
  public var after: Amount
  public var unit: String?

  public init(
    concept: String, value: String?, trace: Trace, before: Amount, after: Amount, unit: String?
  ) {
    self.concept = concept
    self.value = value
    self.trace = trace
    self.before = before
    self.after = after
    self.unit = unit
  }
}

/// The slice of the bills that is looked into.
public struct Scope: Sendable {
  public var filters: [Filter] = []
  /// The first hour that counts, and the first that counts no more.
  public var from: Int?
  public var to: Int?
  public var metric = Measure.billed

  public init() {}

  func question(by: [String], per: CostQuestion.Per = .total, beforeSharing: Bool = false) -> CostQuestion {
    var question = CostQuestion()
    question.by = by
    question.per = per
    question.filters = filters
    question.from = from
    question.to = to
    question.metric = metric
    question.beforeSharing = beforeSharing
    return question
  }

  /// The same of one billing month.
  func month(_ period: String) -> Scope {
    var scope = self
    scope.filters.append(Filter("billing_period", .equal, [period]))
    return scope
  }
}

extension CostEngine {
  /// How each slice of the charges came to its value of a concept, dearest first.
  public func explanations(of concept: String, _ scope: Scope) throws -> [Explanation] {
    struct Key: Hashable {
      var value: String?
      var trace: Trace
      var unit: String?
    }
    var found: [Key: Explanation] = [:]
    for isBefore in [true, false] {
      for row in try traced(scope.question(by: [concept], beforeSharing: isBefore)) {
        let key = Key(value: row.values[0], trace: row.trace, unit: row.unit)
        var explanation =
          found[key]
          ?? Explanation(
            concept: concept, value: key.value, trace: key.trace, before: .zero, after: .zero, unit: key.unit)
        if isBefore { explanation.before += row.amount } else { explanation.after += row.amount }
        found[key] = explanation
      }
    }
    return found.values.sorted { a, b in
      if a.after != b.after { return a.after > b.after }
      if a.before != b.before { return a.before > b.before }
      return (a.value ?? "", a.trace.detail ?? "", "\(a.trace.place as Any)", a.unit ?? "")
        < (b.value ?? "", b.trace.detail ?? "", "\(b.trace.place as Any)", b.unit ?? "")
    }
  }

  /// A row of an answer with how the first concept's value was found.
  struct TracedRow {
    var values: [String?]
    var trace: Trace
    var amount: Amount
    var unit: String?
    var periodStart: String?
  }

  /// Answers a question whose first dimension is a concept.
  func traced(_ question: CostQuestion) throws -> [TracedRow] {
    let traces = Traces()
    let answer = try answer(question, traces: traces)
    let width = question.by.count
    return answer.rows.map { row in
      let number = row.values[width].flatMap { Int($0) } ?? 0
      return TracedRow(
        values: Array(row.values[..<width]), trace: traces.all[number], amount: row.amount, unit: row.unit,
        periodStart: row.periodStart)
    }
  }
}
