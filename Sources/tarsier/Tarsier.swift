internal import ArgumentParser
internal import Glibc

/// The command line: reads the arguments, runs one subcommand, and says how it ended.
@main
struct Tarsier: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tarsier",
    abstract: "Audits a cloud account from its bill and its inventory.",
    version: "0.1.0",
    subcommands: [
      Import.self, Bills.self, Cost.self, Concepts.self, InventoryCommand.self, RulesCommand.self,
      AuditCommand.self, JanitorCommand.self, CheckCommand.self,
      ReportCommand.self, Serve.self, SQL.self, Demo.self,
    ])

  @OptionGroup var globals: GlobalOptions

  static func main() async {
    StandardStream.ignoreClosedPipes()
    let arguments = Array(CommandLine.arguments.dropFirst())
    let outcome: Outcome
    do {
      var command = try parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      outcome = .success
    } catch {
      outcome = Outcome(
        error, in: commandName(of: arguments, below: Self.self),
        unknown: unknownCommand(in: arguments, below: Self.self)
      ).asPlugin(in: commandName(of: arguments, below: Self.self))
    }
    // Nothing is left to tell a failure of these to.
    try? StandardStream.output.write(outcome.output)
    try? StandardStream.error.write(outcome.error)
    Glibc.exit(outcome.status)
  }
}
