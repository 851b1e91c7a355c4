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
  ///
  /// - Parameter programs: what the settings say about programs.
  public static func test(_ rule: Rule, programs: ProgramSettings = ProgramSettings()) throws -> [Outcome] {
    let read = try RuleTables.read(by: [rule], limit: .seconds(10))[rule.id]?.get() ?? [:]
    return try rule.examples.map { try test($0, of: rule, Set(read.keys), programs) }
  }

  private static func test(
    _ example: RuleExample, of rule: Rule, _ read: Set<String>, _ programs: ProgramSettings
  ) throws -> Outcome {
    let alone = try flagged(example, of: rule, read, programs, withTwin: false)
    let beside = try flagged(example, of: rule, read, programs, withTwin: true)
    return Outcome(
      rule: rule.id, example: example.name, place: example.place, expected: example.flags.sorted(),
      flagged: alone.filter { $0.account == home.account }.map(\.resourceID).sorted(),
      flaggedInTwin: beside.filter { $0.account == twin.account }.map(\.resourceID).sorted())
  }

  private static func flagged(
    _ example: RuleExample, of rule: Rule, _ read: Set<String>, _ programs: ProgramSettings, withTwin: Bool
  ) throws -> [RuleConnection.Hit] {
    var rule = rule
    rule.parameters.merge(example.parameters) { _, own in own }
    let database = try Database(path: ":memory:", mode: .memory)
    let tables = read.union(example.given.map(\.table))
    for table in InventoryTable.all where tables.contains(table.name) { try table.create(on: database) }
    for table in rule.costs { try RuleSQL.create(table.name, table, on: database) }
    let rows = ExampleRows(rule, database, asOf: asOf)
    for row in example.given {
      try rows.insert(row, account: home.account, region: home.region)
      if withTwin { try rows.insert(row, account: twin.account, region: twin.region) }
    }
    let connection = try RuleConnection(database, asOf: asOf, scale: .ofExamples, limit: .seconds(10))
    return try RuleHits(connection: connection, programs: programs).hits(of: rule).filter {
      $0.notChecked == nil
    }
  }
}
