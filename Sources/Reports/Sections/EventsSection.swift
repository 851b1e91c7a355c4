internal import Allocation
internal import Billing
internal import Trends

/// Runs of hours that cost far more than the same hours of other days, as shows and launches do, with what each
/// cost above normal.
struct EventsSection: SectionBuilder {
  /// How many events a page tells.
  static let most = 20
  /// The days before an event that are its normal: six, so that the same night a week ago is none of them.
  static let baselineDays = 6

  func section(_ context: ReportContext) throws -> ReportSection? {
    var events: [CostlyHours] = []
    for currency in context.currencies { events += try CostlyHours.all(context, currency) }
    guard !events.isEmpty else { return nil }
    let names = try EventNames(events, context)
    // Local times, as the picture above has them.
    var table = ReportTable(
      id: "events", title: "Events found",
      columns: [.name("event", "Event", detail: "named_by"), .figure("hours", "Hours")]
        + context.currencyColumn + [
          .figure("actual", context.costTitle), .figure("baseline", "Normal"),
          .figure("difference", "Above normal", bars: true),
        ],
      rows: events.map { event in
        let title = event.title(context.inputs.timeZoneOffset(event.hours.lowerBound))
        return ReportTable.Row(
          [
            .text(Civil.hourText(hours: event.hours.lowerBound), name: title, detail: names.of(event)),
            .count(event.hours.count),
          ] + context.currencyCell(event.currency) + [
            .money(event.actual), .money(event.baseline), .change(event.above),
          ], currency: event.currency)
      })
    table.totals = Set(events.map(\.currency)).sorted().map { currency in
      let own = events.filter { $0.currency == currency }
      return ReportTable.Row(
        [.text("Total"), .count(own.map(\.hours.count).reduce(0, +))] + context.currencyCell(currency) + [
          .money(own.map(\.actual).reduce(.zero, +)), .money(own.map(\.baseline).reduce(.zero, +)),
          .change(own.map(\.above).reduce(.zero, +)),
        ], currency: currency)
    }
    table.commands = events.map {
      CommandLineText.eventCommand($0.hours, baselineDays: Self.baselineDays, metric: context.inputs.metric)
    }
    table.note =
      "An event is a run of hours that each cost at least half as much again as the median of the same hour over the "
      + "month, and five times its usual scatter more. Normal is the mean of the same hours on the six days before."
    var section = ReportSection(id: "events", title: "Events", lead: lead(events))
    section.tables = [table]
    return section
  }

  private func lead(_ events: [CostlyHours]) -> String? {
    guard Set(events.map(\.currency)).count == 1 else { return nil }
    let above = events.map(\.above).reduce(Amount.zero, +)
    return "\(events.count) \(events.count == 1 ? "event" : "events") cost \(above.formatted()) "
      + "\(events[0].currency) above normal."
  }
}
