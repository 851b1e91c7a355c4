internal import Allocation
internal import Billing
internal import Charts

/// What the page of costs is asked: a question, and how its answer is shown.
///
/// The address holds all of it.
struct CostView {
  /// The columns that the table can be sorted by.
  enum Column: String, SortColumn {
    case cost, name, maximum, average, share, before, change

    static let usual = Column.cost
    var goesUp: Bool { self == .name }
  }

  var question = CostQuestion()
  var style = TimeChart.Style.area
  /// Whether the time before is asked for as well.
  var isCompared = false
  var order = TableOrder<Column>()
  /// The concept whose values are explained.
  var why: String?

  /// How many groups are told apart unless the address says.
  static let usualTop = 8

  static let parameters: [Parameter] =
    CostParameters.all + TableOrder<Column>.parameters() + [
      Parameter(
        "style", .oneOf(TimeChart.Style.allCases.map(\.rawValue)), "How the chart is drawn; area without."),
      Parameter("compare", .flag, "Compare with the time before."),
      Parameter("why", .text, "The concept whose values are explained."),
      // What forms add to a question; the links of the page write it as conditions.
      Parameter("filter", .text, "The dimension of which 'value' are the values."),
      Parameter("value", .list, "Values of 'filter'; any of them will do."),
      Parameter("empty", .flag, "Whether charges without a value of 'filter' count, too."),
      Parameter("not", .flag, "Whether the values of 'filter' are those that do not count."),
      Parameter("without", .list, "Credit and Tax: what to leave out."),
    ]

  init(_ query: Query) throws {
    question = try CostParameters.question(query)
    if query.text("per") == nil { question.per = .day }
    question.top = question.top ?? Self.usualTop
    style = query.text("style").flatMap(TimeChart.Style.init) ?? .area
    isCompared = query.flag("compare")
    order = TableOrder(query)
    why = query.text("why")
    if let dimension = query.text("filter") {
      question.setValues(
        of: dimension, try query.list("value") + (query.flag("empty") ? [""] : []), isNot: query.flag("not"))
    }
    let without = try query.list("without")
    if !without.isEmpty { question.setValues(of: "charge_category", without, isNot: true) }
  }

  /// What the page shows to whoever asks for nothing: a month by day.
  ///
  /// - Parameter dimension: what it is told apart by.
  init(monthFrom from: Int, to: Int, by dimension: String) {
    question.by = [dimension]
    question.per = .day
    (question.from, question.to) = (from, to)
    question.top = Self.usualTop
  }

  /// Credits and tax, where these alone are left out.
  var without: [String] {
    question.filters.first(where: \.isWithout).map(\.values) ?? []
  }
}

extension CostQuestion {
  /// Replaces what is asked of a dimension's values; none of them take the condition away.
  mutating func setValues(of dimension: String, _ values: [String], isNot: Bool = false) {
    filters.removeAll { $0.isOfValues && $0.dimension == dimension }
    if !values.isEmpty { filters.append(Filter(dimension, isNot ? .different : .equal, values)) }
  }
}

extension Filter {
  /// Whether it names values, rather than a pattern.
  var isOfValues: Bool { comparison == .equal || comparison == .different }

  /// Whether it leaves out credits, tax or both, and nothing else.
  var isWithout: Bool {
    dimension == "charge_category" && comparison == .different && !values.isEmpty
      && values.allSatisfy { $0 == "Credit" || $0 == "Tax" }
  }
}
