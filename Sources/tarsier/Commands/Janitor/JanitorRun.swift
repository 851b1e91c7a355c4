internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Audit
internal import Billing
internal import Cleanup
internal import Collector
internal import FoundationEssentials
internal import Glibc
internal import Janitor
internal import Ledger
internal import Notify

/// `tarsier janitor run`: the whole night.
struct JanitorRun: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "The whole night: collects, audits, marks, tells owners, cleans up.",
    discussion: """
      Without --unleash nothing is changed and, without --notify, nobody is told: it marks, and lists what it \
      would do. 'tarsier janitor pause' stops every action, also while this runs.
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Tell owners, and carry out what is due.")
  var unleash = false

  @Flag(help: "Tell owners.")
  var notify = false

  @Flag(help: "Only stop and start what janitor.availability lists; to be run every hour.")
  var offHours = false

  @Flag(help: "Go by the inventory that the ledger has.")
  var noCollect = false

  @OptionGroup(title: "COLLECTING") var collecting: CollectOptions

  @Option(
    help: ArgumentHelp(
      "Regions to look at, or 'all' (default: those that the ledger knows, else all).", valueName: "region"),
    transform: CommaList.init(parsing:))
  var region: [CommaList] = []

  @Option(help: ArgumentHelp("The folder for snapshots.", valueName: "dir"), completion: .directory)
  var out = "inventory"

  @Option(help: ArgumentHelp("A folder with more rules.", valueName: "dir"), completion: .directory)
  var rules: [String] = []

  @Option(
    help: ArgumentHelp(
      "What counts as today; for rehearsals, whose marks are kept apart.", valueName: "date"),
    transform: AsOf.init(parsing:))
  var asOf: AsOf?

  func run() async throws {
    // A night without a ledger would begin with an empty one under a mistyped name.
    if noCollect { _ = try Ledger.reading(globals.ledgerPath) } else { try Ledger.check(globals.ledgerPath) }
    let settings = try SettingsFile.read(globals.configPath)
    let routes = try NightWiring.routes(settings)
    let lock = try NightLock(beside: globals.ledgerPath)
    defer { withExtendedLifetime(lock) {} }
    let ledger = try Ledger.writing(globals.ledgerPath)
    let start = Int(time(nil))
    try Night.check(
      NightGuard(
        asOf: asOf?.lastSecond ?? start, clock: start, isRehearsal: asOf != nil, unleashes: unleash,
        notifies: notify, staysHere: staysHere(routes)), ledger: ledger)
    if offHours { return try await switchByTheClock(settings, ledger) }
    var notes = noCollect ? [] : try await collect(settings, ledger)

    let now = asOf ?? AsOf.now
    let audit = try AuditRun(
      globals, ruleFolders: rules, writes: true, believesRehearsals: asOf != nil)
    let selection = try audit.rules()
    let context = try JanitorContext(settings, rules: selection.known, month: now.month)
    let found = try audit.outcome(selection, asOf: now)
    try FindingStore.store(found.result, into: audit.ledger, clock: Int(time(nil)))
    notes += found.notes

    let markRules = try context.markRules(selection.rules)
    let observer = try Observer(
      ledger: audit.ledger, isRehearsal: asOf != nil, desk: context.desk, rules: Set(markRules.keys))
    let night = Night(
      ledger: audit.ledger, rules: markRules, missesRules: !selection.failed.isEmpty, policy: context.policy,
      isRehearsal: asOf != nil,
      courier: unleash || notify ? NightWiring.courier(settings, routes, context, selection.rules) : nil,
      clock: { Int(time(nil)) },
      observe: { ids, time in
        let concerned = AuditRun.Selection(rules: selection.rules.filter { ids.contains($0.id) })
        let result = try audit.outcome(concerned, asOf: AsOf(lastSecond: time)).result
        return try observer.observation(of: result, withOwners: false)
      })
    let cleanup = try CleanupWiring(audit.ledger, settings, options: collecting, asOf: asOf)
    if unleash {
      // What was carried out when the last night died counts as cleaned, and not as gone by itself.
      try await Settlement(ledger: audit.ledger, cloud: cleanup.cloud, night: cleanup.night).settle()
    }
    let report = try await night.run(
      asOf: now.lastSecond, tonight: try observer.observation(of: found.result, withOwners: true))
    var outcomes: [CleanupOutcome] = []
    if unleash && report.pause == nil {
      outcomes = try await NightWiring.cleanUp(report.due, audit, selection.rules, cleanup)
      for outcome in outcomes {
        if case .cleaned = outcome.state { try night.finish(outcome.action, asOf: now.lastSecond) }
      }
    }
    try night.end(report, asOf: now.lastSecond)
    if unleash || notify, let failure = try await NightWiring.summarize(audit, routes) {
      notes.append("the summary could not be sent: \(failure)")
    }
    if unleash || notify,
      let failure = try await NightWiring.alert(audit, routes, asOf: now, isRehearsal: asOf != nil)
    {
      notes.append("alerts could not be sent, and come again: \(failure)")
    }

    var listing = NightListing(report, outcomes, unleashed: unleash).listing
    if unleash, let missing = context.missing {
      notes.append("nothing is cleaned up before \(missing) in the settings say where and what")
    }
    listing.notes = notes + listing.notes
    try output.show(listing)
    for problem in found.result.failed {
      try StandardStream.error.write("error: \(visibleControls(problem.description))\n")
    }
    let hasFailed =
      outcomes.contains { $0.state.isFailure } || (unleash || notify) && !report.unsent.isEmpty
    if hasFailed || !found.result.failed.isEmpty { throw ExitCode(1) }
  }

  private func switchByTheClock(_ settings: Settings, _ ledger: Ledger) async throws {
    let wiring = try CleanupWiring(ledger, settings, options: collecting, asOf: asOf)
    let outcomes = try await wiring.offHours(isUnleashed: unleash, regions: region.values)
    var listing = OffHoursListing.listing(outcomes)
    if settings.janitor.availability.isEmpty || settings.janitor.accounts.isEmpty {
      listing.notes.append(
        "nothing is stopped or started before janitor.availability and janitor.accounts in the settings say what"
      )
    }
    if !unleash && outcomes.contains(where: { $0.resource != nil }) {
      listing.notes.append("--unleash carries it out")
    }
    try output.show(listing)
    if outcomes.contains(where: { $0.state?.isFailure ?? false }) { throw ExitCode(1) }
  }

  private func staysHere(_ routes: Routes) -> Bool {
    Endpoints(ProcessInfo.processInfo.environment).areLoopback && routes.areLoopbackOrFile
  }

  /// - Returns: what a reader must know of it.
  private func collect(_ settings: Settings, _ ledger: Ledger) async throws -> [String] {
    var names = region.values
    if names.isEmpty {
      try ledger.database.query(
        "SELECT DISTINCT region FROM inventory_scope WHERE region <> 'global' ORDER BY region"
      ) { names.append($0.text(0) ?? "") }
    }
    let run = CollectRun(
      options: collecting, regions: names.isEmpty || names == ["all"] ? .all : .named(names), folder: out,
      asOf: asOf)
    return try await run.run(globals, settings, clock: Int(time(nil))).listing.notes
  }
}

extension CleanupOutcome.State {
  /// Whether somebody must look at it; that a check said no is how it should be.
  fileprivate var isFailure: Bool {
    switch self {
    case .failed, .unsure: true
    case .cleaned, .refused, .notTonight: false
    }
  }
}
