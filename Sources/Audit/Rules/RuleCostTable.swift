internal import Allocation
internal import Billing
internal import Inventory

/// A table that a rule reads of the bills: the answer to a question about their last days.
public struct RuleCostTable: Sendable, Equatable {
  /// What the rule's query calls it.
  public var name: String
  /// Columns and the dimensions that they hold; `{NAME}` stands for a parameter of the rule, here and below.
  public var by: [Part]
  /// `total`, `day` or `hour_of_week`.
  public var per: String
  public var days: String
  /// How many days of the bills there must be for the rule to say anything.
  public var leastDays: Int
  public var filters: [String]
  /// `cost`, `quantity` and `hours`.
  public var gives: [String]
  public var timeZone: String
  var place: String

  /// One column of `by`.
  public struct Part: Sendable, Equatable {
    public var column: String
    public var dimension: String
  }
}

extension RuleCostTable {
  /// The tables under `costs:`.
  static func all(in rule: CheckedMapping) throws -> [RuleCostTable] {
    try rule.entries("costs").map { name, node in
      let mapping = try CheckedMapping(
        node, file: rule.file, key: name,
        known: ["by", "per", "days", "least_days", "where", "gives", "time_zone"])
      guard InventoryTable.named(name) == nil else {
        throw Problem.takenTableName(mapping.place(node), name)
      }
      let by = try mapping.entries("by").map { column, node in
        Part(column: column, dimension: try mapping.text(node, column))
      }
      let table = RuleCostTable(
        name: name, by: by, per: try mapping.optionalText("per") ?? CostTableQuestion.Per.total.rawValue,
        days: try mapping.optionalText("days") ?? "30",
        leastDays: mapping.node("least_days") == nil ? 1 : try mapping.integer("least_days", atLeast: 1),
        filters: try mapping.texts("where"),
        gives: mapping.node("gives") == nil ? ["cost"] : try mapping.texts("gives"),
        timeZone: try mapping.optionalText("time_zone") ?? "UTC", place: mapping.place(nil))
      try table.check(mapping)
      return table
    }
  }

  private func check(_ mapping: CheckedMapping) throws {
    let pers = CostTableQuestion.Per.allCases.map(\.rawValue)
    guard pers.contains(per) else {
      throw Problem.unknownWord(mapping.place(mapping.node("per")), "per", per, known: pers)
    }
    let figures = CostTableQuestion.Figure.allCases.map(\.rawValue)
    for figure in gives where !figures.contains(figure) {
      throw Problem.unknownWord(mapping.place(mapping.node("gives")), "gives", figure, known: figures)
    }
  }

  /// The question that the table answers, with the rule's parameters set in.
  func question(_ parameters: [String: Rule.Parameter]) throws -> CostTableQuestion {
    func filled(_ text: String) -> String {
      parameters.reduce(text) { text, parameter in
        text.replacing("{\(parameter.key)}", with: parameter.value.text)
          .replacing("{\(parameter.key)|}", with: parameter.value.alternatives)
      }
    }
    guard let days = Int(filled(days)), days > 0 else {
      throw Problem.wrongValue(place, "days", expected: "a whole number of at least 1")
    }
    return CostTableQuestion(
      by: by.map { filled($0.dimension) }, per: CostTableQuestion.Per(rawValue: per) ?? .total, days: days,
      filters: filters.map(filled), figures: Set(gives.compactMap(CostTableQuestion.Figure.init)),
      timeZone: filled(timeZone))
  }

  /// A column as the query sees it.
  struct Column: Equatable {
    enum Kind: Equatable { case text, integer, cost, quantity }
    var name: String
    var kind: Kind
  }

  /// The values of `by`, then the slice, then the figures.
  var columns: [Column] {
    var columns = by.map { Column(name: $0.column, kind: .text) }
    switch CostTableQuestion.Per(rawValue: per) {
    case .day:
      columns += [Column(name: "day", kind: .text), Column(name: "days_back", kind: .integer)]
    case .hourOfWeek: columns.append(Column(name: "hour_of_week", kind: .integer))
    default: break
    }
    if gives.contains("cost") {
      columns += [Column(name: "cost", kind: .cost), Column(name: "currency", kind: .text)]
    }
    if gives.contains("quantity") {
      columns += [Column(name: "quantity", kind: .quantity), Column(name: "unit", kind: .text)]
    }
    if gives.contains("hours") { columns.append(Column(name: "hours", kind: .integer)) }
    return columns + [Column(name: "days", kind: .integer)]
  }
}

extension Rule.Parameter {
  /// Its words as alternatives of a pattern: `dev|test`.
  fileprivate var alternatives: String {
    text.split { " ,".contains($0) }
      .map { word in String(word.flatMap { "\\.+*?()|[]{}^$".contains($0) ? ["\\", $0] : [$0] }) }
      .joined(separator: "|")
  }

  /// As it is written.
  public var text: String {
    switch self {
    case .integer(let integer): String(integer)
    case .text(let text): text
    }
  }
}
