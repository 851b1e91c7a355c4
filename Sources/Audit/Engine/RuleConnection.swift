internal import Billing
internal import CSQLite
internal import Inventory
internal import Ledger

/// Runs rule queries on a connection, held to reading what is documented, and within a time limit.
///
/// SQLite asks the authorizer about every table, function and statement while it compiles a query, so
/// nothing can be reached by a clever text, and the tables that a query reads are known before it runs.
final class RuleConnection {
  /// One row of a query.
  struct Hit: Equatable {
    var resourceType: String
    var resourceID: String
    var account: String
    var region: String
    var message: String
    var since: String?
    /// What the rule itself says about money, in units of the tables of the bills.
    var cost: Int?
    var saving: Int?
    var currency: String?
    /// Whether the query has a column `saving`; where that is null, what is saved is not known.
    var namesSaving = false
    /// Why the rule could not judge the resource: it is no finding then, and not healthy either.
    var notChecked: String?
  }

  let database: Database
  let scale: RuleScale
  private let functions: RuleFunctions
  private let guardian = RuleGuardian()
  private let limit: Duration

  /// Beyond this nobody reads what a rule flags.
  private static let mostRows = 200_000

  /// - Parameters:
  ///   - asOf: what `as_of()` is in a query, in seconds since 1970.
  ///   - scale: that of the tables of the bills.
  init(_ database: Database, asOf: Int, scale: RuleScale, limit: Duration) throws {
    self.database = database
    self.limit = limit
    self.scale = scale
    functions = RuleFunctions(asOf: asOf, scale: scale)
    unsafe functions.register(on: database.handle)
    // SQLite declares these tables on their first use, which the authorizer would take for a change.
    try database.execute("SELECT 1 FROM json_each('[]'), json_tree('[]')")
  }

  deinit { unsafe RuleFunctions.unregister(on: database.handle) }

  /// Compiles a rule's query and says which tables it reads, and which columns of each.
  func tables(of rule: Rule) throws -> [String: Set<String>] {
    try held(rule) {
      let statement = try database.prepare(rule.query)
      var columns: Set<String> = []
      for column in 0..<statement.columnCount { columns.insert(statement.columnName(column)) }
      guard rule.program == nil else { return guardian.tables }
      for column in ["resource_id", "account_id", "region", "message"] where !columns.contains(column) {
        throw Problem.missingColumn(rule, column)
      }
      if rule.resource == Rule.anyResource && !columns.contains("resource_type") {
        throw Problem.missingColumn(rule, "resource_type")
      }
      return guardian.tables
    }
  }

  /// Runs a rule's query; a resource that comes twice is one hit with both messages.
  func hits(of rule: Rule) throws -> [Hit] {
    var hits = HitList()
    try forEachRow(of: rule) { row, columns in hits.add(try hit(row, columns, rule)) }
    return hits.all
  }

  /// Runs a rule's query and gives each row.
  func forEachRow(of rule: Rule, _ body: (borrowing Statement, RuleColumns) throws -> Void) throws {
    try held(rule) {
      let statement = try database.prepare(rule.query)
      for (name, value) in rule.parameters {
        switch value {
        case .integer(let integer): try statement.bind(":\(name)", SQLValue(integer))
        case .text(let text): try statement.bind(":\(name)", .text(text))
        }
      }
      let columns = RuleColumns(statement)
      var rows = 0
      while try statement.step() {
        rows += 1
        guard rows <= Self.mostRows else { throw Problem.tooManyRows(rule, Self.mostRows) }
        try body(statement, columns)
      }
    }
  }

  private func hit(_ row: borrowing Statement, _ columns: RuleColumns, _ rule: Rule) throws -> Hit {
    func text(_ column: Int?, _ row: borrowing Statement) -> String? { column.flatMap { row.text($0) } }
    func required(_ column: Int?, _ name: String, _ row: borrowing Statement) throws -> String {
      guard let text = text(column, row) else { throw Problem.nullColumn(rule, name) }
      return text
    }
    func units(_ column: Int?, _ name: String, _ row: borrowing Statement) throws -> Int? {
      guard let column else { return nil }
      switch row.value(column) {
      case .null: return nil
      case .integer(let units): return Int(units)
      default: throw Problem.noInteger(rule, name, row.text(column) ?? "")
      }
    }
    let notChecked = text(columns.notChecked, row)
    return Hit(
      resourceType: columns.resourceType == nil
        ? rule.resource : try required(columns.resourceType, "resource_type", row),
      resourceID: try required(columns.resourceID, "resource_id", row),
      account: try required(columns.account, "account_id", row),
      region: try required(columns.region, "region", row),
      message: notChecked == nil ? try required(columns.message, "message", row) : "",
      since: text(columns.since, row), cost: try units(columns.cost, "monthly_cost", row),
      saving: try units(columns.saving, "saving", row), currency: text(columns.currency, row),
      namesSaving: columns.saving != nil, notChecked: notChecked)
  }

  /// SQLite's functions of time mean the clock where they are told 'now', or nothing.
  private static func asksForTheClock(_ query: String) -> Bool {
    // By bytes: a hundred queries are looked through for every report.
    let blanks = Array(" \t\n\r\u{0C}".utf8)
    let text = query.utf8.filter { !blanks.contains($0) }.map { (65...90).contains($0) ? $0 | 32 : $0 }
    return text.indices.contains { index in
      switch text[index] {
      case UInt8(ascii: "'"): text[index...].starts(with: "'now'".utf8)
      case UInt8(ascii: "(") where text[index...].starts(with: "()".utf8):
        ["date", "time", "julianday", "unixepoch"].contains {
          text[..<index].suffix($0.utf8.count).elementsEqual($0.utf8)
        }
      default: false
      }
    }
  }

  /// Runs `body` under the authorizer and the clock; SQLite's complaints become the rule's.
  private func held<T>(_ rule: Rule, _ body: () throws -> T) throws -> T {
    if Self.asksForTheClock(rule.query) { throw Problem.clockInQuery(rule) }
    guardian.begin(rule, deadline: ContinuousClock.now + limit)
    unsafe guardian.stand(on: database.handle)
    defer { unsafe RuleGuardian.leave(database.handle) }
    do {
      return try body()
    } catch {
      if let refused = guardian.refused { throw Problem.forbiddenQuery(rule, refused) }
      if guardian.isLate { throw Problem.tooSlow(rule, limit: limit) }
      guard unsafe sqlite3_errcode(database.handle) != SQLITE_OK,
        (error as? Problem)?.place != rule.queryPlace
      else {
        throw error
      }
      throw unsafe Problem.wrongQuery(rule, String(cString: sqlite3_errmsg(database.handle)))
    }
  }
}

/// Where the columns of a rule's query stand.
struct RuleColumns {
  /// All of them, by their names.
  let places: [String: Int]
  let resourceType: Int?
  let resourceID: Int?
  let account: Int?
  let region: Int?
  let message: Int?
  let since: Int?
  let cost: Int?
  let saving: Int?
  let currency: Int?
  let notChecked: Int?

  init(_ statement: borrowing Statement) {
    var places: [String: Int] = [:]
    for column in 0..<statement.columnCount { places[statement.columnName(column)] = column }
    self.places = places
    resourceType = places["resource_type"]
    resourceID = places["resource_id"]
    account = places["account_id"]
    region = places["region"]
    message = places["message"]
    since = places["since"]
    cost = places["monthly_cost"]
    saving = places["saving"]
    currency = places["currency"]
    notChecked = places["not_checked"]
  }
}
