internal import Listings
internal import ArgumentParser
internal import Billing
internal import Janitor
internal import Ledger

/// `tarsier check janitor`: whether the nights are run, and end well.
struct CheckJanitor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "janitor",
    abstract: "Checks how long ago the last night ended, in hours, and what went wrong in it.",
    discussion: """
      It warns after 26 hours and is critical after 50, unless -w and -c say otherwise. A failed action, a notice \
      that could not be sent and a pause warn; an action of which nobody knows whether it was carried out is \
      critical. A rehearsal (--as-of) counts only where this looks at another day, too.
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var thresholds: ThresholdOptions

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf: AsOf?

  func run() throws {
    let now = (asOf ?? .now).lastSecond
    // Whoever looks at another day looks at a rehearsal.
    let state = try JanitorState.read(
      try Ledger.reading(globals.ledgerPath), asOf: now, countsRehearsals: asOf != nil)
    guard let lastNight = state.lastNight else {
      return try NagiosAnswer("JANITOR", .unknown, "no night has ended yet; run 'tarsier janitor run'").tell()
    }
    let (warning, critical) = (
      thresholds.warning ?? NagiosRange("26"), thresholds.critical ?? NagiosRange("50")
    )
    let hours = Amount(units: Int128((now - lastNight) / 3600), scale: 0)
    var result = NagiosState(hours, warning: warning, critical: critical)
    if state.failed + state.notSent > 0 || state.pause != nil { result = .worse(result, .warning) }
    if state.unsure > 0 { result = .critical }
    var text = "the last night ended \(hours) h ago"
    for (count, what) in [
      (state.unsure, "unsure"), (state.failed, "failed"), (state.notSent, "not sent"),
    ] where count > 0 { text += ", \(count) \(what)" }
    if let pause = state.pause { text += ", paused: \(pause)" }
    func figure(_ name: String, _ count: Int) -> PerformanceDatum {
      PerformanceDatum(name, Amount(units: Int128(count), scale: 0))
    }
    try NagiosAnswer(
      "JANITOR", result, text,
      data: [
        PerformanceDatum("hours since the last night", hours, warning: warning, critical: critical),
        figure("failed", state.failed), figure("not sent", state.notSent), figure("unsure", state.unsure),
      ]
    ).tell()
  }
}
