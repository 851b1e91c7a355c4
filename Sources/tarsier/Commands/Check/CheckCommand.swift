internal import ArgumentParser
internal import Janitor

/// `tarsier check`: a plugin for Nagios and what takes its plugins.
///
/// Whatever keeps a check from an answer, a mistake on its command line included, is status 3: a monitoring system
/// knows no others.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks one thing for a monitoring system: one line, and the exit status 0, 1, 2 or 3.",
    discussion: """
      The line and the figures behind it are those of the monitoring plugins' guidelines: 0 is OK, 1 is a \
      warning, 2 is critical, and 3 says that there is no answer, be it for want of a ledger or for a mistake on \
      the command line. A range is [@]START:END: 10 alerts above 10 and below 0, 10: below 10, ~:10 above 10, \
      10:20 outside of both, @10:20 inside.
      """,
    subcommands: [CheckCost.self, CheckFindings.self, CheckJanitor.self, CheckFreshness.self])

  @OptionGroup var globals: GlobalOptions

  func run() throws {
    throw ValidationError("nothing says what to check; write cost, findings, janitor or freshness")
  }
}

/// When a check warns, and when it is critical.
struct ThresholdOptions: ParsableArguments {
  @Option(
    name: [.customShort("w"), .long],
    help: ArgumentHelp("Warns where the value is outside of it.", valueName: "range"), transform: Self.range)
  var warning: NagiosRange?

  @Option(
    name: [.customShort("c"), .long],
    help: ArgumentHelp("Is critical where the value is outside of it.", valueName: "range"),
    transform: Self.range)
  var critical: NagiosRange?

  private static func range(_ text: String) throws -> NagiosRange {
    guard let range = NagiosRange(text) else {
      throw ValidationError("is no range; write 10, 10:, ~:10, 10:20 or @10:20")
    }
    return range
  }
}

extension NagiosAnswer {
  /// Prints the line, and ends with the state as the exit status.
  func tell() throws {
    try StandardStream.output.write(line + "\n")
    if state != .ok { throw ExitCode(state.rawValue) }
  }
}
