internal import Allocation
internal import Billing
internal import Inventory
internal import Ledger

/// Puts the rows that an example gives into the tables that its rule reads.
struct ExampleRows {
  private let rule: Rule
  private let database: Database
  private let asOf: Int

  init(_ rule: Rule, _ database: Database, asOf: Int) {
    self.rule = rule
    self.database = database
    self.asOf = asOf
  }

  /// - Parameters:
  ///   - account: the account of a row that names none.
  ///   - region: the region of a row that names none.
  func insert(_ row: RuleExample.Row, account: String, region: String) throws {
    if let table = rule.costs.first(where: { $0.name == row.table }) {
      return try insert(row, into: table, account: account, region: region)
    }
    guard let table = InventoryTable.named(row.table) else {
      throw Problem.unknownTable(
        row.place, row.table, known: rule.costs.map(\.name) + InventoryTable.all.map(\.name))
    }
    try check(row, table.columns.map(\.name))
    let insertion = try table.insertion(on: database)
    for values in Self.eachDay(row.values) {
      try insertion.run(self.values(values, of: table, account: account, region: region))
    }
  }

  /// `day: 12..1 days ago` stands for a row each.
  private static func eachDay(_ values: [String: RuleExample.Value]) -> [[String: RuleExample.Value]] {
    guard case .text(let text)? = values["day"], text.hasSuffix(" days ago"),
      let range = range(text.dropLast(" days ago".count))
    else { return [values] }
    return range.map { number in values.merging(["day": .text("\(number) days ago")]) { _, own in own } }
  }

  private func values(
    _ given: [String: RuleExample.Value], of table: InventoryTable, account: String, region: String
  ) -> [SQLValue] {
    table.columns.map { column in
      switch (given[column.name], column.name) {
      case (.text(let text)?, "day"): .text(String((time(text) ?? text).prefix(10)))
      case (.integer(let integer)?, _):
        column.isInteger || column.isReal ? SQLValue(integer) : .text(String(integer))
      case (.text(let text)?, _): .text(time(text) ?? text)
      case (.null?, _): .null
      case (nil, "account_id"): .text(account)
      case (nil, "region"): .text(region)
      case (nil, "last_seen"): .text(Civil.timeText(seconds: asOf))
      // Known to have none, unless the example says that nobody knows.
      case (nil, "tags"): "{}"
      default: .null
      }
    }
  }

  private func check(_ row: RuleExample.Row, _ known: [String]) throws {
    for name in row.values.keys where !known.contains(name) {
      throw Problem.unknownColumn(row.place, row.table, name, known: known)
    }
  }

  /// `days_back: 30..1` and `hour_of_week: 0..167` stand for a row each.
  private func insert(
    _ row: RuleExample.Row, into table: RuleCostTable, account: String, region: String
  ) throws {
    try check(row, table.columns.map(\.name))
    let list = table.columns.map { _ in "?" }.joined(separator: ", ")
    let insertion = try database.prepare("INSERT INTO temp.\(RuleSQL.quoted(table.name)) VALUES (\(list))")
    var rows = [row.values]
    for column in ["days_back", "hour_of_week"] {
      guard case .text(let text)? = row.values[column], let range = Self.range(text) else { continue }
      rows = range.map { number in
        row.values.merging([column: .integer(number)]) { _, own in own }
      }
    }
    for values in rows {
      try insertion.run(
        try table.columns.map { try value(of: $0, values, row.place, account: account, region: region) })
    }
  }

  private func value(
    of column: RuleCostTable.Column, _ values: [String: RuleExample.Value], _ place: String, account: String,
    region: String
  ) throws -> SQLValue {
    switch (column.name, values[column.name]) {
    case ("account_id", nil): return .text(account)
    case ("region", nil): return .text(region)
    case ("currency", nil): return "USD"
    case ("days", nil): return 30
    case ("day", nil):
      guard case .integer(let back)? = values["days_back"] else { return .null }
      return .text(Civil.dateText(days: (asOf - 1) / 86_400 - back))
    case (_, nil), (_, .null?): return .null
    case (_, .integer(let integer)?): return try number(String(integer), column, place)
    case (_, .text(let text)?): return column.kind == .text ? .text(text) : try number(text, column, place)
    }
  }

  private func number(
    _ text: String, _ column: RuleCostTable.Column, _ place: String
  ) throws -> SQLValue {
    let scale = RuleScale.ofExamples
    guard let amount = Amount(text) else {
      throw Problem.wrongValue(place, column.name, expected: "a number")
    }
    switch column.kind {
    case .text: return .text(text)
    case .integer: return scale.units(amount.units, scale: amount.scale, to: 0)
    case .cost: return scale.units(amount.units, scale: amount.scale, to: scale.money)
    case .quantity: return scale.units(amount.units, scale: amount.scale, to: scale.quantity)
    }
  }

  private static func range(_ text: some StringProtocol) -> ClosedRange<Int>? {
    let ends = text.split(separator: "..").compactMap { Int($0) }
    return ends.count == 2 ? min(ends[0], ends[1])...max(ends[0], ends[1]) : nil
  }

  /// `31 days ago`, `5 hours ago` or `in 3 days` as a time.
  private func time(_ text: String) -> String? {
    let words = text.split(separator: " ")
    guard words.count == 3 else { return nil }
    let isPast = words[2] == "ago"
    guard isPast || words[0] == "in", let number = Int(isPast ? words[0] : words[1]) else { return nil }
    let unit = isPast ? words[1] : words[2]
    let sign = isPast ? -1 : 1
    switch unit {
    case "day", "days": return Civil.timeText(seconds: asOf + sign * number * 86_400)
    case "hour", "hours": return Civil.timeText(seconds: asOf + sign * number * 3_600)
    default: return nil
    }
  }
}
