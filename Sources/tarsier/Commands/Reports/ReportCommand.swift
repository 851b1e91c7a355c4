internal import ArgumentParser

/// `tarsier report`: what finance signs.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Writes reports.",
    subcommands: [ReportMonth.self, ReportStatement.self, ReportWeek.self])
}
