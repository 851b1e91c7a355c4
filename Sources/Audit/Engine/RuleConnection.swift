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
  }

  let database: Database
  private let functions: RuleFunctions
  private let guardian = RuleGuardian()
  private let limit: Duration

  /// - Parameter asOf: what `as_of()` is in a query, in seconds since 1970.
  init(_ database: Database, asOf: Int, limit: Duration) throws {
    self.database = database
    self.limit = limit
    functions = RuleFunctions(asOf: asOf)
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
    try held(rule) {
      let statement = try database.prepare(rule.query)
      for (name, value) in rule.parameters {
        switch value {
        case .integer(let integer): try statement.bind(":\(name)", SQLValue(integer))
        case .text(let text): try statement.bind(":\(name)", .text(text))
        }
      }
      var places: [String: Int] = [:]
      for column in 0..<statement.columnCount { places[statement.columnName(column)] = column }
      var hits: [Hit] = []
      var index: [[String]: Int] = [:]
      while try statement.step() {
        var values: [String: String] = [:]
        for (name, column) in places { values[name] = statement.text(column) }
        let hit = try hit(values, rule, namesType: places["resource_type"] != nil)

        let key = [hit.resourceType, hit.account, hit.region, hit.resourceID]
        if let known = index[key] {
          hits[known].message += "; " + hit.message
        } else {
          index[key] = hits.count
          hits.append(hit)
        }
      }
      return hits
    }
  }

  private func hit(_ values: [String: String], _ rule: Rule, namesType: Bool) throws -> Hit {
    func required(_ column: String) throws -> String {
      guard let value = values[column] else { throw Problem.nullColumn(rule, column) }
      return value
    }
    return Hit(
      resourceType: namesType ? try required("resource_type") : rule.resource,
      resourceID: try required("resource_id"), account: try required("account_id"),
      region: try required("region"), message: try required("message"), since: values["since"])
  }

  /// Runs `body` under the authorizer and the clock; SQLite's complaints become the rule's.
  private func held<T>(_ rule: Rule, _ body: () throws -> T) throws -> T {
    let query = rule.query.lowercased()
    if query.contains("'now'") { throw Problem.clockInQuery(rule) }
    guardian.begin(deadline: ContinuousClock.now + limit)
    unsafe guardian.stand(on: database.handle)
    defer { unsafe RuleGuardian.leave(database.handle) }
    do {
      return try body()
    } catch {
      if let refused = guardian.refused { throw Problem.forbiddenQuery(rule, refused) }
      if guardian.isLate { throw Problem.tooSlow(rule, limit: limit) }
      guard unsafe sqlite3_errcode(database.handle) != SQLITE_OK, (error as? Problem)?.place != rule.file
      else {
        throw error
      }
      throw unsafe Problem.wrongQuery(rule, String(cString: sqlite3_errmsg(database.handle)))
    }
  }
}
