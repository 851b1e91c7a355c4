internal import Billing

/// What the last delivery of each bill changed, by service.
enum RestatementTable {
  /// How many services people see; CSV has all.
  private static let longest = 10

  /// One for each bill of which something changed.
  static func tables(_ context: ReportContext) -> [ReportTable] {
    let restated = context.inputs.quality.bills.compactMap(\.restatement)
      .filter { $0.changes.contains { $0.before != $0.after } }
    return restated.enumerated().map { place, restatement in
      table(restatement, id: restated.count == 1 ? "restatement" : "restatement-\(place + 1)", context)
    }
  }

  private static func table(_ restatement: ReportRestatement, id: String, _ context: ReportContext)
    -> ReportTable
  {
    let changed = restatement.changes.filter { $0.before != $0.after }.sorted { a, b in
      let (first, second) = ((a.after - a.before).size, (b.after - b.before).size)
      return first != second ? first > second : (a.service ?? "", a.currency) < (b.service ?? "", b.currency)
    }
    func row(_ name: Cell, _ before: Amount, _ after: Amount, _ currency: String) -> ReportTable.Row {
      ReportTable.Row(
        [name] + context.currencyCell(currency) + [.money(before), .money(after), .change(after - before)],
        currency: currency)
    }
    var table = ReportTable(
      id: id, title: "What delivery \(restatement.later) changed",
      columns: [.name("service", "Service")] + context.currencyColumn + [
        .figure("before", "Before"), .figure("after", "After"), .figure("change", "Change"),
      ],
      rows: changed.map { row(.text($0.service), $0.before, $0.after, $0.currency) })
    table.totals = Set(changed.map(\.currency)).sorted().map { currency in
      let own = changed.filter { $0.currency == currency }
      return row(
        .text("Total"), own.map(\.before).reduce(.zero, +), own.map(\.after).reduce(.zero, +), currency)
    }
    table.visibleRows = longest
    table.coverage = .excerpt
    table.commands = [CommandLineText.diffCommand(from: restatement.earlier, to: restatement.later)]
    return table
  }
}
