internal import Listings
internal import ArgumentParser
internal import Billing
internal import Glibc
internal import Janitor

/// `tarsier janitor release ID…`.
struct JanitorRelease: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Takes a keep back; mark and notice start again.")

  @OptionGroup var globals: GlobalOptions

  @Argument(help: ArgumentHelp("IDs, ARNs, or ACCOUNT/REGION/TYPE/ID.", valueName: "id"))
  var ids: [String]

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  func run() throws {
    let inventory = try KeptResource(globals, asOf: asOf)
    let keeps = try ids.map { try inventory.keep($0, until: nil, reason: nil, asOf: asOf) }
    let store = KeepStore(inventory.ledger)
    for (name, keep) in zip(ids, keeps) {
      guard try store.end(keep, at: asOf.lastSecond, clock: Int(time(nil))) else {
        throw Problem.notKept(name)
      }
    }
  }
}
