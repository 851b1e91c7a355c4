internal import ArgumentParser
internal import Billing
internal import Glibc
internal import Janitor
internal import Ledger

/// `tarsier janitor pause`.
struct JanitorPause: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Stops every action from now on, also those of a night that is running.",
    discussion: "Marking and telling go on. 'tarsier janitor resume' lets actions happen again.")

  @OptionGroup var globals: GlobalOptions

  @Option(help: ArgumentHelp("Why, for whoever wonders.", valueName: "text"))
  var reason: String

  func run() throws {
    _ = try Ledger.reading(globals.ledgerPath)
    try KeepStore(try Ledger.writing(globals.ledgerPath, patience: KeptResource.patience)).pause(
      reason, by: KeptResource.caller, clock: Int(time(nil)))
  }
}
