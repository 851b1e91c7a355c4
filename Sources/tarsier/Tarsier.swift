internal import ArgumentParser
internal import Glibc

/// The command line: reads the arguments, runs one subcommand, and says how it ended.
@main
struct Tarsier: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tarsier",
    abstract: "Audits a cloud account from its bill and its inventory.",
    version: "0.1.0",
    subcommands: [Import.self])

  @OptionGroup var globals: GlobalOptions

  static func main() async {
    StandardStream.ignoreClosedPipes()
    let path = SubcommandPath(Array(CommandLine.arguments.dropFirst()), of: Self.self)
    let outcome: Outcome
    do {
      var command = try parseAsRoot(path.arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      outcome = .success
    } catch {
      outcome = Outcome(error, in: (["tarsier"] + path.names).joined(separator: " "))
    }
    // Nothing is left to tell a failure of these to.
    try? StandardStream.output.write(outcome.output)
    try? StandardStream.error.write(outcome.error)
    Glibc.exit(outcome.status)
  }
}
