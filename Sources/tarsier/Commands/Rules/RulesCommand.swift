internal import ArgumentParser
internal import Audit
internal import Inventory

/// `tarsier rules`: the rule plugins.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Lists, explains and tests the rules.",
    subcommands: [List.self, Show.self, Test.self, Tables.self])

  /// What all of them take.
  struct Options: ParsableArguments {
    @OptionGroup var globals: GlobalOptions

    @Option(help: ArgumentHelp("A folder with more rules.", valueName: "dir"), completion: .directory)
    var rules: [String] = []

    func library() throws -> RuleLibrary {
      try RuleLibrary(folders: rules + globals.rulesBesideConfig)
    }
  }

  /// `tarsier rules list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the rules.")

    @OptionGroup var options: Options
    @OptionGroup var output: OutputOptions

    func run() throws {
      var listing = Listing([
        .init("rule"), .init("family"), .init("severity"), .init("resource", detail: 1), .init("title"),
      ])
      listing.rows = Listing.Rows(try options.library().rules) { rule in
        [
          .text(rule.id), .text(rule.family.rawValue), .text(rule.severity.rawValue), .text(rule.resource),
          .text(rule.title),
        ]
      }
      try output.show(listing)
    }
  }

  /// `tarsier rules show ID`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Explains one rule, with its examples.")

    @OptionGroup var options: Options

    @Argument(help: "The rule's id.")
    var id: String

    func run() throws {
      try StandardStream.output.write(RuleText.text(of: try options.library().rule(id)))
    }
  }

  /// `tarsier rules test`.
  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test", abstract: "Runs the examples of rules.")

    @OptionGroup var options: Options
    @OptionGroup var output: OutputOptions

    @Argument(help: "Rule files, or folders of them; all known rules without.", completion: .file())
    var paths: [String] = []

    func run() throws {
      let rules = try paths.isEmpty ? options.library().rules : paths.flatMap { try RuleLibrary.read($0) }
      let outcomes = try rules.flatMap { try RuleTester.test($0) }
      let failed = outcomes.filter { !$0.passed }
      var listing = Listing([
        .init("rule"), .init("example"), .init("expected"), .init("flagged"), .init("place"),
      ])
      listing.rows = Listing.Rows(failed) { outcome in
        [
          .text(outcome.rule), .text(outcome.example), .text(outcome.expected.joined(separator: ", ")),
          .text(outcome.flagged.joined(separator: ", ")), .text(outcome.place),
        ]
      }
      if !failed.isEmpty { try output.show(listing) }
      try StandardStream.error.write(
        "\(outcomes.count - failed.count) examples of \(rules.count) rules passed, \(failed.count) failed\n")
      if !failed.isEmpty { throw ExitCode(1) }
    }
  }

  /// `tarsier rules tables`.
  struct Tables: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tables", abstract: "Lists the tables and columns that a rule's query may read.")

    @OptionGroup var output: OutputOptions

    func run() throws {
      var listing = Listing([.init("table"), .init("column"), .init("type")])
      let columns = InventoryTable.all.flatMap { table in table.columns.map { (table.name, $0) } }
      listing.rows = Listing.Rows(columns) { table, column in
        [.text(table), .text(column.name), .text(column.isInteger ? "integer" : "text")]
      }
      try output.show(listing)
    }
  }
}

/// A rule as `rules show` tells it.
enum RuleText {
  static func text(of rule: Rule) -> String {
    var lines = [
      "\(rule.id): \(rule.title)",
      "\(rule.family.rawValue), \(rule.severity.rawValue), flags \(rule.resource)", "",
      rule.rationale.trimming(), "",
    ]
    if !rule.parameters.isEmpty {
      lines.append("Parameters:")
      for (name, value) in rule.parameters.sorted(by: { $0.key < $1.key }) {
        lines.append("  \(name): \(text(value))")
      }
      lines.append("")
    }
    if let cleanup = rule.cleanup {
      lines += ["Clean-up: \(cleanup.action), \(cleanup.retentionDays) business days after the notice", ""]
    }
    lines +=
      ["Query:"] + rule.query.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
    lines += ["Examples:"]
    for example in rule.examples {
      let flags = example.flags.isEmpty ? "nothing" : example.flags.joined(separator: ", ")
      lines.append("  \(example.name): flags \(flags)")
    }
    if !rule.references.isEmpty { lines += ["", "References: \(rule.references.joined(separator: "; "))"] }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func text(_ value: Rule.Parameter) -> String {
    switch value {
    case .integer(let number): "\(number)"
    case .text(let text): text
    }
  }
}

extension String {
  fileprivate func trimming() -> String {
    let words = split(whereSeparator: \.isNewline)
    return words.joined(separator: "\n")
  }
}
