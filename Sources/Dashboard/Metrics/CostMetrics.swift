internal import Allocation
internal import Billing
internal import Ledger
internal import Listings

/// What each value of each concept cost yesterday and so far this month, in billed cost.
struct CostMetrics {
  private(set) var yesterday: [OpenMetrics.Sample] = []
  private(set) var month: [OpenMetrics.Sample] = []

  /// - Parameter asOf: what counts as today (UTC).
  init(_ session: Session, asOf: AsOf) throws {
    let bills = try session.ledger.bills()
    let today = asOf.lastSecond / 86_400
    let (first, yesterday) = (Self.firstOfMonth(today), today - 1)
    // Where the newest bill ends before, there is nothing to ask for.
    guard let newest = bills.map({ $0.firstHour + $0.hours }).max(),
      let oldest = bills.map(\.firstHour).min(),
      newest > min(first, yesterday) * 24, oldest < asOf.hour
    else { return }
    var question = CostQuestion()
    question.per = .day
    question.from = min(first, yesterday) * 24
    question.to = asOf.hour
    question.explainsEmptiness = false
    for concept in session.settings.concepts.map(\.name) {
      question.by = [concept]
      try add(concept, try session.engine.answer(question), first: first, yesterday: yesterday)
    }
  }

  private mutating func add(_ concept: String, _ answer: CostAnswer, first: Int, yesterday: Int) throws {
    struct Key: Hashable {
      var value: String
      var currency: String
    }
    var sums: [Key: (yesterday: Amount?, month: Amount?)] = [:]
    for row in answer.rows {
      guard let day = row.periodStart.flatMap({ WrittenTime($0) }).map({ $0.seconds / 86_400 }) else {
        continue
      }
      let key = Key(value: row.values.first.flatMap(\.self) ?? "", currency: row.unit ?? "")
      var sum = sums[key] ?? (nil, nil)
      if day == yesterday { sum.yesterday = (sum.yesterday ?? .zero) + row.amount }
      if day >= first { sum.month = (sum.month ?? .zero) + row.amount }
      sums[key] = sum
    }
    for (key, sum) in sums.sorted(by: { ($0.key.value, $0.key.currency) < ($1.key.value, $1.key.currency) }) {
      let labels = [("concept", concept), ("value", key.value), ("currency", key.currency)]
      if let amount = sum.yesterday {
        self.yesterday.append(.init(labels: labels, value: "\(amount.trimmed)"))
      }
      if let amount = sum.month { month.append(.init(labels: labels, value: "\(amount.trimmed)")) }
    }
  }

  /// In days since 1970, as `day` is.
  private static func firstOfMonth(_ day: Int) -> Int {
    let date = Civil.dateText(days: day)
    return WrittenTime("\(date.prefix(7))-01").map { $0.seconds / 86_400 } ?? day
  }
}
