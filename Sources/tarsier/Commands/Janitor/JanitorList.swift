internal import Listings
internal import ArgumentParser
internal import Billing
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
    let known = Mark.State.allCases.map(\.rawValue)
    for name in state.values where !known.contains(name) {
      throw ValidationError("--state \(name) is no state; write one of: \(known.joined(separator: ", "))")
    }
    let ledger = try Ledger.reading(globals.ledgerPath)
    let marks = try MarkStore.all(in: ledger).filter { mark in
      state.values.isEmpty ? all || mark.isStanding : state.values.contains(mark.state.rawValue)
    }
    var listing = MarkListing.listing(marks)
    if state.values.isEmpty || state.values.contains(Mark.State.kept.rawValue) {
      let keeps = try KeepStore(ledger).all().filter { $0.holds(at: asOf.lastSecond) }
      MarkListing.add(keeps, notAmong: marks, to: &listing)
    }
    if let pause = try KeepStore(ledger).pauseReason() {
      listing.notes.append("the janitor is paused: \(pause); nothing is cleaned up")
    }
    try output.show(listing)
  }
}
