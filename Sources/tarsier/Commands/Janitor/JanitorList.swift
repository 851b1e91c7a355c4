internal import Listings
internal import ArgumentParser
internal import Janitor
internal import Ledger

/// `tarsier janitor list`.
struct JanitorList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists marks with their owners and due dates, and what is kept.")

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp("Only these states: noticed, marked, notified, due, kept.", valueName: "states"),
    transform: CommaList.init(parsing:))
  var state: [CommaList] = []

  @Flag(help: "Also what was cleaned or released.")
  var all = false

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  func run() throws {
    let states = try state.values.map { name in
      guard let state = Mark.State(rawValue: name) else {
        let known = Mark.State.allCases.map(\.rawValue)
        throw ValidationError("--state \(name) is no state; write one of: \(known.joined(separator: ", "))")
      }
      return state
    }
    try output.show(
      MarkListing.stored(
        in: Ledger.reading(globals.ledgerPath), states: states, withEnded: all, asOf: asOf))
  }
}
