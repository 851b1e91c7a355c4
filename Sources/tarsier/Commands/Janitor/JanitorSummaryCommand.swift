internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Billing
internal import Janitor
internal import Ledger

/// `tarsier janitor summary`.
struct JanitorSummaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary", abstract: "What the last night did, what is due next, and what was saved so far.")

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let ledger = try Ledger.reading(globals.ledgerPath)
    let summary = try JanitorSummary(ledger, CostEngine(ledger: ledger))
    var listing = Listing([
      .init("section"), .init("rule", detail: 2), .init("resource_id", heading: "Resource"),
      .init("account_id", heading: "Account", detail: 3), .init("region", detail: 3), .init("owner"),
      .init("due_on", heading: "Due"), .init("monthly_cost", .money(decimals: 2)),
      .init("currency", detail: 1), .init("detail"),
    ])
    listing.rows = Listing.Rows(summary.lines) { line in
      [
        .text(line.section.rawValue), .init(line.rule), .init(line.resource?.id),
        .init(line.resource?.account), .init(line.resource?.region), .init(line.owner),
        .init(line.dueDay.map { Civil.dateText(days: $0) }), .init(line.monthlyCost), .init(line.currency),
        .init(line.detail),
      ]
    }
    listing.notes = notes(summary)
    try output.show(listing)
  }

  private func notes(_ summary: JanitorSummary) -> [String] {
    var notes: [String] = []
    if let night = summary.night {
      notes.append(
        "the last night was \(Civil.timeText(seconds: night))\(summary.hasEnded ? "" : ", and died half way")"
      )
    } else {
      notes.append("there was no night yet; 'tarsier janitor run' is one")
    }
    if let pause = summary.pause { notes.append("the janitor is paused: \(pause); nothing is cleaned up") }
    let totals = summary.savings.totals
    let saved = totals.map { "\($0.estimated.formatted()) \($0.currency)" }.joined(separator: " and ")
    notes.append("saved so far: \(saved.isEmpty ? "nothing" : "\(saved) a month, as estimated")")
    for total in totals {
      guard let measured = total.measured else { continue }
      let count = total.measuredActions == 1 ? "1 clean-up" : "\(total.measuredActions) clean-ups"
      notes.append(
        "the bills that came since show \(measured.formatted()) \(total.currency) less, of \(count)")
    }
    return notes
  }
}
