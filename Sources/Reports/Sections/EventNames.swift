internal import Allocation
internal import Billing

/// What events are called: by values of concepts that cost something only then.
struct EventNames {
  /// The part of a value's cost that lies in events, in tenths of a percent, from which on it names them.
  private static let least = 800

  private var names: [Int: [String]] = [:]

  init(_ events: [CostlyHours], _ context: ReportContext) throws {
    var eventOf: [Int: Int] = [:]
    for (index, event) in events.enumerated() { for hour in event.hours { eventOf[hour] = index } }
    for concept in context.inputs.concepts {
      var question = context.question(of: [context.inputs.period.description], by: [concept], per: .hour)
      question.beforeSharing = true
      var inside: [String: [Int: Amount]] = [:]
      var whole: [String: Amount] = [:]
      for row in try context.rows(question) {
        guard let value = row.values[0], let seconds = row.periodStart.flatMap({ Timestamp.seconds($0) })
        else {
          continue
        }
        whole[value, default: .zero] += row.amount
        if let event = eventOf[floorDivide(seconds, 3600)] {
          inside[value, default: [:]][event, default: .zero] += row.amount
        }
      }
      for (value, amounts) in inside.sorted(by: { $0.key < $1.key }) {
        let sum = amounts.values.reduce(Amount.zero, +)
        guard let share = sum.share(of: whole[value] ?? .zero), share >= Self.least else { continue }
        for (event, amount) in amounts where amount > .zero {
          names[events[event].hours.lowerBound, default: []].append("\(concept) \(value)")
        }
      }
    }
  }

  /// Nil where nothing names it.
  func of(_ event: CostlyHours) -> String? { names[event.hours.lowerBound]?.joined(separator: ", ") }
}
