internal import Allocation
internal import Billing

/// The resources that cost the most; what is not among them stands in one line.
struct ResourcesSection: SectionBuilder {
  static let longest = 20

  func section(_ context: ReportContext) throws -> ReportSection? {
    var question = context.question(by: ["resource", "service", "account", "region"])
    question.top = Self.longest
    let found = try context.rows(question)
    guard !found.isEmpty else { return nil }
    let rows = context.currencies.flatMap { currency in
      let ofCurrency = found.filter { ($0.unit ?? "") == currency }
      // Others last, whatever it costs; the rest as the answer sorts it.
      return (ofCurrency.filter { !isOthers($0) } + ofCurrency.filter(isOthers)).map { row($0, context) }
    }
    var table = ReportTable(
      id: "resources", title: "The dearest resources",
      columns: [
        .name("resource", "Resource, service", detail: "service"),
        .name("account", "Account, region", detail: "region"),
      ] + context.currencyColumn
        + [.figure("cost", context.costTitle, bars: true), .figure("share_percent", "Share")],
      rows: rows)
    table.totals = context.total.currencies.map { currency in
      let amount = context.total[currency]
      return ReportTable.Row(
        [.text("Total"), .text("")] + context.currencyCell(currency)
          + [.money(amount), .share(amount.share(of: amount))],
        currency: currency)
    }
    table.commands = [CommandLineText.command(for: question)]
    var section = ReportSection(id: "resources", title: "The dearest resources")
    section.tables = [table]
    return section
  }

  private func isOthers(_ row: CostRow) -> Bool { row.values.first == "Others" }

  private func row(_ row: CostRow, _ context: ReportContext) -> ReportTable.Row {
    let currency = row.unit ?? ""
    let share = Cell.share(row.amount.share(of: context.total[currency]))
    var names: [Cell] = [.text("Others"), .text("")]
    if !isOthers(row) {
      names = [
        .text(row.values[0], detail: row.values[1]),
        context.label("account", row.values[2], detail: row.values[3]),
      ]
    }
    return ReportTable.Row(
      names + context.currencyCell(currency) + [.money(row.amount), share], currency: currency)
  }
}
