internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Audit

/// `tarsier rules`: the rule plugins.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Lists, explains and tests the rules.",
    subcommands: [List.self, Show.self, Test.self, New.self, Tables.self])

  /// What all of them take.
  struct Options: ParsableArguments {
    @OptionGroup var globals: GlobalOptions

    @Option(help: ArgumentHelp("A folder with more rules.", valueName: "dir"), completion: .directory)
    var rules: [String] = []

    /// - Throws: also where one file is no rule; who asks about rules wants to know.
    func library() throws -> RuleLibrary {
      let library = try RuleLibrary(
        folders: rules + RuleLibrary.folders(beside: globals.configPath),
        settings: RuleSettings(settings()))
      if let problem = library.failed.first { throw problem }
      return library
    }

    func settings() throws -> Settings { try SettingsFile.read(globals.configPath) }
  }

  /// `tarsier rules list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the rules.")

    @OptionGroup var options: Options
    @OptionGroup var output: OutputOptions

    func run() throws {
      try output.show(RuleListing.listing(try options.library().rules))
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
}
