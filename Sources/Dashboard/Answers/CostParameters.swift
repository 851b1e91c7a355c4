internal import Allocation
internal import Billing

/// A question about cost as an address holds it, in the words of `tarsier cost`.
enum CostParameters {
  static let all = [
    Parameter("by", .list, "Dimensions, tag:KEYs and concepts to group by."),
    Parameter("per", .oneOf(CostQuestion.Per.allCases.map(\.rawValue)), "The slices of time; total without."),
    Parameter("where", .conditions, "A condition such as team=checkout,search; all must hold."),
    Parameter("from", .hour, "The first time that counts (UTC)."),
    Parameter("to", .hour, "The first time that counts no more."),
    Parameter("metric", .oneOf(Measure.allCases.map(\.rawValue)), "The measure; billed without."),
    Parameter("top", .count(1...1_000), "Keep the N dearest and add up the others."),
    Parameter("time-zone", .text, "The zone of days, weeks and hours; UTC without."),
    Parameter(
      "before-sharing", .flag, "Leave shared costs with the values that have them before they are spread."),
  ]

  /// Those that questions about concepts and tags take as well.
  static let scope = all.filter { ["where", "from", "to", "metric"].contains($0.name) }

  static func scope(_ query: Query) throws -> Scope {
    var scope = Scope()
    scope.filters = try query.filters("where")
    scope.from = query.hour("from")
    scope.to = query.hour("to")
    scope.metric = query.text("metric").flatMap(Measure.init) ?? .billed
    return scope
  }

  static func question(_ query: Query) throws -> CostQuestion {
    var question = CostQuestion()
    question.by = try query.list("by")
    question.per = query.text("per").flatMap(CostQuestion.Per.init) ?? .total
    question.filters = try query.filters("where")
    question.from = query.hour("from")
    question.to = query.hour("to")
    question.metric = query.text("metric").flatMap(Measure.init) ?? .billed
    question.top = query.count("top")
    question.timeZone = query.text("time-zone") ?? question.timeZone
    question.beforeSharing = query.flag("before-sharing")
    return question
  }
}
