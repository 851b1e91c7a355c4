internal import Allocation
internal import Billing
internal import Trends

/// Days on which something cost far more than usual, that no weekly rhythm explains, with what brought it.
struct AnomaliesSection: SectionBuilder {
  func section(_ context: ReportContext) throws -> ReportSection? {
    let found = try context.anomalies()
    var section = ReportSection(id: "anomalies", title: "Anomalies")
    let note =
      "Far more than usual: at least 20, 30% and five times the usual scatter above the median of the last 28 usual "
      + "days of the same \(found.dimensions.joined(separator: " and ")). Peaks of every week, "
      + "\(found.recurringDays == 0 ? "of which there was none" : "\(found.recurringDays) here"), are none. "
      + "Costs of use, before sharing."
    guard !found.runs.isEmpty else {
      section.lead = "No cost was out of the ordinary."
      section.notes = [note]
      return section
    }
    let runs = found.runs
    let top = runs[0]
    section.lead =
      "\(runs.count) \(runs.count == 1 ? "anomaly" : "anomalies"); the largest is \(top.name), "
      + "\(top.above.formatted()) \(top.currency) above normal."
    var table = ReportTable(
      id: "anomalies", title: "Anomalies",
      columns: [.name("what", "What", detail: "cause"), .name("from", "From"), .name("to", "To")]
        + context.currencyColumn + [
          .figure("days", "Days"), .figure("actual", context.costTitle), .figure("usual", "Usual"),
          .figure("above", "Above normal", bars: true),
        ],
      rows: runs.map { run in
        ReportTable.Row(
          [
            .text(run.name, detail: run.cause), Self.day(run.first), Self.day(run.last),
          ] + context.currencyCell(run.currency) + [
            .count(run.days.count), .money(run.cost), .money(run.usual), .change(run.above),
          ], currency: run.currency, key: "\(run.name)/\(CivilDay(number: run.first).iso)")
      })
    table.coverage = .excerpt
    table.commands = [CommandLineText.command(for: found.question)]
    table.note = note
    section.tables = [table]
    return section
  }

  private static func day(_ number: Int) -> Cell {
    let day = CivilDay(number: number)
    return .text(day.iso, name: day.shortTitle)
  }
}
