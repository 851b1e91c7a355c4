internal import Allocation
internal import Billing
internal import Ledger

/// Makes the tables that rules read of the bills, each when the first rule asks for it.
final class CostTables {
  /// Why a rule has no table to read.
  struct Shortage: Equatable {
    var reason: String
  }

  private let database: Database
  private let scale: RuleScale
  private let answer: (CostTableQuestion) throws -> CostTableAnswer
  private var made: [CostTableQuestion: (table: String, days: Int)] = [:]
  private var standing: [String] = []

  init(
    _ database: Database, scale: RuleScale, answer: @escaping (CostTableQuestion) throws -> CostTableAnswer
  ) {
    self.database = database
    self.scale = scale
    self.answer = answer
  }

  /// Lets a rule see its tables under its own names until `leave`; tells why where a bill is too short.
  func stand(for rule: Rule) throws -> Shortage? {
    for table in rule.costs {
      let question = try table.question(rule.parameters)
      let (name, days) = try made[question] ?? make(table, question)
      guard days > 0 else { return Shortage(reason: "no bill was imported that covers any day before") }
      guard days >= table.leastDays else {
        return Shortage(
          reason: "the bills cover \(days) \(days == 1 ? "day" : "days"), and it needs \(table.leastDays)")
      }
      // Rules that ask the same question may call its columns otherwise.
      let columns = table.columns.map { RuleSQL.quoted($0.name) }.joined(separator: ", ")
      try database.execute(
        "CREATE TEMP VIEW \(RuleSQL.quoted(table.name))(\(columns)) AS SELECT * FROM temp.\(name)")
      standing.append(table.name)
    }
    return nil
  }

  /// Takes the names away again.
  func leave() throws {
    for name in standing { try database.execute("DROP VIEW temp.\(RuleSQL.quoted(name))") }
    standing = []
  }

  /// Takes all tables away.
  func drop() throws {
    try leave()
    for (table, _) in made.values { try database.execute("DROP TABLE temp.\(table)") }
    made = [:]
  }

  private func make(
    _ table: RuleCostTable, _ question: CostTableQuestion
  ) throws -> (table: String, days: Int) {
    let name = "\(RuleSQL.costPrefix)\(made.count + 1)"
    let answer = try answer(question)
    try RuleSQL.create(name, table, on: database)
    let list = table.columns.map { _ in "?" }.joined(separator: ", ")
    let insertion = try database.prepare("INSERT INTO temp.\(name) VALUES (\(list))")
    for row in answer.rows { try insertion.run(values(row, table, answer)) }
    // All rules that read it join or group by what stands first.
    let keys = table.by.prefix(3).map { RuleSQL.quoted($0.column) }.joined(separator: ", ")
    if !keys.isEmpty { try database.execute("CREATE INDEX temp.\(name)_by ON \(name)(\(keys))") }
    try database.execute("ANALYZE temp.\(name)")
    made[question] = (name, answer.days)
    return (name, answer.days)
  }

  private func values(
    _ row: CostTableAnswer.Row, _ table: RuleCostTable, _ answer: CostTableAnswer
  ) -> [SQLValue] {
    var values = row.values.map { SQLValue($0) }
    switch CostTableQuestion.Per(rawValue: table.per) {
    case .day: values += [.text(Civil.dateText(days: row.slice)), SQLValue(answer.lastDay - row.slice)]
    case .hourOfWeek: values.append(SQLValue(row.slice))
    default: break
    }
    if table.gives.contains("cost") {
      values += [scale.units(row.cost, scale: answer.scale, to: scale.money), SQLValue(row.currency)]
    }
    if table.gives.contains("quantity") {
      values += [
        scale.units(row.quantity, scale: answer.usageScale, to: scale.quantity), SQLValue(row.unit),
      ]
    }
    if table.gives.contains("hours") { values.append(SQLValue(row.hours ?? 0)) }
    return values + [SQLValue(answer.days)]
  }
}

/// What rules' tables of the bills are called and made of in SQL.
enum RuleSQL {
  /// The tables behind the names that rules give; no query may read one by this name.
  static let costPrefix = "tarsier_cost_"

  static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

  static func create(_ name: String, _ table: RuleCostTable, on database: Database) throws {
    let columns = table.columns.map { "\(quoted($0.name)) \($0.kind == .text ? "TEXT" : "INTEGER")" }
    try database.execute("CREATE TEMP TABLE \(quoted(name))(\(columns.joined(separator: ", ")))")
  }
}
