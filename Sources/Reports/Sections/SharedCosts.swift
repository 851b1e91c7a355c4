internal import Allocation
internal import Billing

/// What the values of one concept gave away and were given in a month; all of it together is nothing.
struct SharedCosts {
  /// What a value was given by one key, or gave away.
  struct Part {
    /// The pool with its key, as `edge by metric requests`; the key alone for charges that a treatment spreads.
    var key: String
    var value: String?
    var amount: Amount
    var currency: String
  }

  struct Sums {
    var before = Amount.zero
    var given = Amount.zero
    var received = Amount.zero
    var after = Amount.zero

    mutating func add(_ other: Sums) {
      before += other.before
      given += other.given
      received += other.received
      after += other.after
    }
  }

  let concept: String
  /// What was given, by key and then the most first.
  private(set) var received: [Part] = []
  /// What was given away, below zero, the most first.
  private(set) var given: [Part] = []
  /// Every value, dearest first.
  private(set) var values: [(value: String?, currency: String, sums: Sums)] = []
  /// What gives it.
  let command: String

  /// Nil where nobody explains costs.
  init?(of concept: String, _ context: ReportContext) throws {
    guard let found = try context.explanations(of: concept) else { return nil }
    self.concept = concept
    command = context.explainCommand(of: concept)
    struct Name: Hashable {
      var value: String?
      var currency: String
    }
    var sums: [Name: Sums] = [:]
    var parts: [[String?]: Part] = [:]
    for row in found {
      let name = Name(value: row.value, currency: row.unit ?? "")
      var own = sums[name] ?? Sums()
      own.before += row.before
      own.after += row.after
      if row.trace.kind == .share {
        let part = row.after - row.before
        own.received += part
        let key = row.trace.detail ?? ""
        parts[
          [key, row.value, row.unit],
          default: Part(key: key, value: row.value, amount: .zero, currency: name.currency)
        ].amount += part
      } else {
        own.given += row.after - row.before
      }
      sums[name] = own
    }
    received = parts.values.filter { !$0.amount.isZero }.sorted { a, b in
      if a.key != b.key { return a.key < b.key }
      if a.amount != b.amount { return a.amount > b.amount }
      return (a.value ?? "", a.currency) < (b.value ?? "", b.currency)
    }
    given = sums.filter { !$0.value.given.isZero }
      .map { Part(key: "", value: $0.key.value, amount: $0.value.given, currency: $0.key.currency) }
      .sorted { ($0.amount, $0.value ?? "", $0.currency) < ($1.amount, $1.value ?? "", $1.currency) }
    values = sums.map { ($0.key.value, $0.key.currency, $0.value) }.sorted { a, b in
      if a.sums.after != b.sums.after { return a.sums.after > b.sums.after }
      return (a.value ?? "", a.currency) < (b.value ?? "", b.currency)
    }
  }

  var isEmpty: Bool { received.isEmpty && given.isEmpty }
  var currencies: [String] { Set(values.map(\.currency)).sorted() }
}

extension ReportContext {
  /// How the month's charges came to their values of a concept; nil where nobody explains.
  func explanations(of concept: String) throws -> [Explanation]? {
    guard let explain = inputs.explain else { return nil }
    if let known = explained[concept] { return known }
    var scope = Scope()
    scope.filters = question().filters
    scope.metric = inputs.metric
    let rows = try explain(concept, scope)
    explained[concept] = rows
    return rows
  }

  func explainCommand(of concept: String) -> String {
    CommandLineText.explainCommand(of: concept, where: question().filters, metric: inputs.metric)
  }
}
