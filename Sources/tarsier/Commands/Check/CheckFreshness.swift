internal import Listings
internal import ArgumentParser
internal import Billing
internal import Janitor
internal import Ledger

/// `tarsier check freshness`: whether bills and snapshots still come.
struct CheckFreshness: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "freshness",
    abstract: "Warns when bills or snapshots stop coming, and is critical at twice the hours.",
    discussion: "Without --bills and --snapshots both are checked, with 48 hours.")

  @OptionGroup var globals: GlobalOptions

  @Option(help: ArgumentHelp("How old the newest charge of each billing account may be.", valueName: "hours"))
  var bills: Int?

  @Option(help: ArgumentHelp("How old the newest snapshot may be.", valueName: "hours"))
  var snapshots: Int?

  @Option(
    help: ArgumentHelp("Only the bills of these billing accounts.", valueName: "ids"),
    transform: CommaList.init(parsing:))
  var billingAccount: [CommaList] = []

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf = AsOf.now

  private static let usual = 48

  func validate() throws {
    for hours in [bills, snapshots] {
      if let hours, !(1...100_000).contains(hours) {
        throw ValidationError("\(hours) hours can't be checked; write a whole number of at least 1")
      }
    }
  }

  func run() throws {
    let ledger = try Ledger.reading(globals.ledgerPath)
    let isBoth = bills == nil && snapshots == nil
    var checked: [(source: Freshness, hours: Int)] = []
    if let hours = bills ?? (isBoth ? Self.usual : nil) {
      let wanted = Set(billingAccount.values.map { "bill of \($0)" })
      let known = try Freshness.bills(in: ledger, asOf: asOf.lastSecond)
      let sources = known.filter { wanted.isEmpty || wanted.contains($0.name) }
      let missing = wanted.subtracting(known.map(\.name)).sorted()
      guard missing.isEmpty, !sources.isEmpty else {
        return try unknown(missing.first.map { "there is no \($0)" } ?? "there are no bills")
      }
      checked += sources.map { ($0, hours) }
    }
    if let hours = snapshots ?? (isBoth ? Self.usual : nil) {
      let sources = try Freshness.snapshots(in: ledger, asOf: asOf.lastSecond)
      guard !sources.isEmpty else { return try unknown("there are no snapshots") }
      checked += sources.map { ($0, hours) }
    }
    try answer(checked).tell()
  }

  private func unknown(_ text: String) throws { try NagiosAnswer("FRESHNESS", .unknown, text).tell() }

  private func answer(_ checked: [(source: Freshness, hours: Int)]) -> NagiosAnswer {
    var state = NagiosState.ok
    var data: [PerformanceDatum] = []
    for (source, hours) in checked {
      let (warning, critical) = (NagiosRange("\(hours * 3600)"), NagiosRange("\(hours * 7200)"))
      let age = Amount(units: Int128(source.age), scale: 0)
      state = .worse(state, NagiosState(age, warning: warning, critical: critical))
      data.append(PerformanceDatum(source.name, age, unit: "s", warning: warning, critical: critical))
    }
    // What is furthest behind what is asked of it.
    let worst = checked.sorted { $0.source.age * $1.hours > $1.source.age * $0.hours }
    let texts = worst.prefix(3).map { "\($0.source.name) \($0.source.age / 3600) h old" }
    let others = worst.count - texts.count
    return NagiosAnswer(
      "FRESHNESS", state,
      texts.joined(separator: ", ") + (others > 0 ? " and \(others) fresher" : ""), data: data)
  }
}
