internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Billing
internal import Cleanup
internal import Collector
internal import FoundationEssentials
internal import Glibc
internal import Janitor
internal import Ledger

/// `tarsier janitor undo`.
struct JanitorUndo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Takes back what the janitor did, where that can be done.",
    discussion: """
      A volume comes back from its safety snapshot, in its zone, with its type, size and tags; what was stopped is \
      started, a group gets its sizes again, a secret is restored within its recovery window. A pause does not \
      stand in the way.
      """)

  @OptionGroup var globals: GlobalOptions

  @Argument(help: ArgumentHelp("The number of its line in 'tarsier janitor log'.", valueName: "line"))
  var id: Int

  @Option(help: ArgumentHelp("How long one call may take.", valueName: "seconds"))
  var timeout: Int = 300

  func run() async throws {
    let path = try Ledger.reading(globals.ledgerPath).path
    // A night that is under way must not act on what is taken back meanwhile.
    let lock = try NightLock(beside: path)
    defer { withExtendedLifetime(lock) {} }
    let ledger = try Ledger.writing(path)
    let settings = try SettingsFile.read(globals.configPath)
    let environment = ProcessInfo.processInfo.environment
    let night = CleanupNight(
      asOf: time(nil), isRehearsal: false, by: environment["USER"] ?? "somebody",
      accounts: settings.cleanupAccounts(settings.accounts.keys.sorted()), actions: [], clock: { time(nil) })
    let cloud = Cloud(
      runner: AWSCommand(limit: .seconds(timeout)), endpoints: Endpoints(environment))
    let undone = try await CleanupUndo(ledger: ledger, cloud: cloud, night: night).undo(id)
    let made = undone.made.map { ": it is \($0) now" } ?? ""
    try StandardStream.output.write(
      "\(undone.action) of \(undone.resource.type) \(undone.resource.id) was taken back\(made)\n")
  }
}

extension Settings {
  /// These accounts, each with the ways that the settings tell.
  func cleanupAccounts(_ numbers: [String]) -> [CleanupAccount] {
    numbers.map { number in
      let told = accounts[number]
      return CleanupAccount(
        number: number, profile: told?.profile, collectRole: told?.collectRole, cleanupRole: told?.cleanupRole
      )
    }
  }
}
