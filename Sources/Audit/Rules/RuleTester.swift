internal import Billing
internal import Inventory
internal import Ledger

/// Runs a rule's examples: they are its tests and its documentation.
public enum RuleTester {
  /// What came of one example.
  public struct Outcome: Sendable, Equatable {
    public var rule: String
    public var example: String
    public var place: String
    public var expected: [String]
    public var flagged: [String]
    /// The same rows stand in a second account and region too, and must be judged alike there: a query
    /// that joins by id alone mixes them up.
    public var flaggedInTwin: [String]

    public var passed: Bool { flagged == expected && flaggedInTwin == expected }
  }

  /// When the examples happen; `31 days ago` counts back from here.
  static let asOf = 1_793_664_000

  private static let home = (account: "111111111111", region: "us-east-1")
  private static let twin = (account: "222222222222", region: "eu-west-1")

  /// Runs all examples of a rule; a wrong query or an unknown table or column is a problem.
  public static func test(_ rule: Rule) throws -> [Outcome] {
    _ = try RuleTables.read(by: [rule], limit: .seconds(10))
    return try rule.examples.map { try test($0, of: rule) }
  }

  private static func test(_ example: RuleExample, of rule: Rule) throws -> Outcome {
    let alone = try flagged(example, of: rule, withTwin: false)
    let beside = try flagged(example, of: rule, withTwin: true)
    return Outcome(
      rule: rule.id, example: example.name, place: example.place, expected: example.flags.sorted(),
      flagged: alone.filter { $0.account == home.account }.map(\.resourceID).sorted(),
      flaggedInTwin: beside.filter { $0.account == twin.account }.map(\.resourceID).sorted())
  }

  private static func flagged(
    _ example: RuleExample, of rule: Rule, withTwin: Bool
  ) throws -> [RuleConnection.Hit] {
    let database = try Database(path: ":memory:", mode: .memory)
    for table in InventoryTable.all { try table.create(on: database) }
    for row in example.given {
      try insert(row, home, into: database)
      if withTwin { try insert(row, twin, into: database) }
    }
    return try RuleConnection(database, asOf: asOf, limit: .seconds(10)).hits(of: rule)
  }

  private static func insert(
    _ row: RuleExample.Row, _ place: (account: String, region: String), into database: Database
  ) throws {
    guard let table = InventoryTable.named(row.table) else {
      throw Problem.unknownTable(row.place, row.table, known: InventoryTable.all.map(\.name))
    }
    for name in row.values.keys where !table.columns.contains(where: { $0.name == name }) {
      throw Problem.unknownColumn(row.place, row.table, name, known: table.columns.map(\.name))
    }
    let values: [SQLValue] = table.columns.map { column in
      switch (row.values[column.name], column.name) {
      case (.integer(let integer)?, _): column.isInteger ? SQLValue(integer) : .text(String(integer))
      case (.text(let text)?, _): .text(time(text) ?? text)
      case (.null?, _): .null
      case (nil, "account_id"): .text(place.account)
      case (nil, "region"): .text(place.region)
      case (nil, "last_seen"): .text(Civil.timeText(seconds: asOf))
      // Known to have none, unless the example says that nobody knows.
      case (nil, "tags"): "{}"
      default: .null
      }
    }
    try table.insertion(on: database).run(values)
  }

  /// `31 days ago` or `5 hours ago` as a time.
  private static func time(_ text: String) -> String? {
    let words = text.split(separator: " ")
    guard words.count == 3, words[2] == "ago", let number = Int(words[0]) else { return nil }
    switch words[1] {
    case "day", "days": return Civil.timeText(seconds: asOf - number * 86_400)
    case "hour", "hours": return Civil.timeText(seconds: asOf - number * 3_600)
    default: return nil
    }
  }
}
