internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Audit

extension RulesCommand {
  /// `tarsier rules test`.
  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test",
      abstract: "Runs the examples of rules, and shows what was expected against what came.")

    @OptionGroup var options: Options
    @OptionGroup var output: OutputOptions

    @Argument(help: "Rule files, or folders of them; all known rules without.", completion: .file())
    var paths: [String] = []

    func run() throws {
      let rules = try paths.isEmpty ? options.library().rules : paths.flatMap { try RuleLibrary.read($0) }
      let programs = ProgramSettings(allowed: try options.settings().rulePrograms)
      let outcomes = try rules.flatMap { try RuleTester.test($0, programs: programs) }
      let failed = outcomes.filter { !$0.passed }
      var listing = Listing([
        .init("rule"), .init("example"), .init("expected"), .init("flagged"), .init("flagged_beside_a_twin"),
        .init("place"),
      ])
      listing.rows = Listing.Rows(failed) { outcome in
        [
          .text(outcome.rule), .text(outcome.example), .text(Self.list(outcome.expected)),
          .text(Self.list(outcome.flagged)), .text(Self.list(outcome.flaggedInTwin)), .text(outcome.place),
        ]
      }
      if !failed.isEmpty {
        listing.notes.append(
          "beside a twin: the same rows also stand in a second account and region, and must be judged alike; "
            + "join on account_id and region")
        try output.show(listing)
      }
      try StandardStream.error.write(
        "\(outcomes.count - failed.count) examples of \(rules.count) rules passed, \(failed.count) failed\n")
      if !failed.isEmpty { throw ExitCode(1) }
    }

    private static func list(_ ids: [String]) -> String {
      ids.isEmpty ? "nothing" : ids.joined(separator: ", ")
    }
  }
}
