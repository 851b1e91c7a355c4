internal import ArgumentParser
internal import Billing
internal import Glibc
internal import Janitor
internal import Ledger

/// `tarsier janitor resume`.
struct JanitorResume: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Lets the janitor act again after a pause.")

  @OptionGroup var globals: GlobalOptions

  func run() throws {
    _ = try Ledger.reading(globals.ledgerPath)
    let store = KeepStore(try Ledger.writing(globals.ledgerPath, patience: KeptResource.patience))
    guard try store.resume(by: KeptResource.caller, clock: Int(time(nil))) else { throw Problem.notPaused() }
  }
}
