internal import Allocation
internal import Billing

/// What the figures rest on: the bills, what was missing in them, and the cost that has no tag.
struct QualitySection: SectionBuilder {
  func section(_ context: ReportContext) throws -> ReportSection? {
    var section = ReportSection(id: "quality", title: "Data quality")
    section.tables = [bills(context.inputs.quality.bills)]
    if let absent = try absent(context) { section.tables.append(absent) }
    section.notes = context.notes
    return section
  }

  private func bills(_ bills: [ReportBill]) -> ReportTable {
    var table = ReportTable(
      id: "bills", title: "Bills",
      columns: [
        .name("billing_account", "Billing account", detail: "files"), .name("format", "Format"),
        .name("state", "State", detail: "delivered"), .figure("rows", "Rows"), .figure("charges", "Charges"),
        .figure("empty_cells", "Empty cells"), .figure("rejects", "Rejected rows"),
      ],
      rows: bills.map { bill in
        ReportTable.Row(
          [
            .text(bill.account, detail: bill.files.joined(separator: ", ")), .text(bill.format),
            .text(bill.state.rawValue, detail: bill.delivered), .count(bill.rows),
            .count(bill.charges), .count(bill.emptyCells), .count(bill.rejects),
          ], currency: nil)
      })
    table.coverage = .excerpt
    table.commands = ["tarsier bills"]
    return table
  }

  /// The cost of the charges that lack a dimension.
  static func without(_ dimension: String, _ context: ReportContext) throws -> Totals {
    Totals(try context.rows(question(without: dimension, context)))
  }

  private static func question(without dimension: String, _ context: ReportContext) -> CostQuestion {
    var question = context.question()
    question.filters.append(Filter(dimension, .equal, [""]))
    return question
  }

  /// The cost without each of the dimensions that every charge should have.
  private func absent(_ context: ReportContext) throws -> ReportTable? {
    var rows: [ReportTable.Row] = []
    let expected = context.inputs.quality.expected
    var commands: [String] = []
    for dimension in expected {
      commands.append(CommandLineText.command(for: Self.question(without: dimension, context)))
      let without = try Self.without(dimension, context)
      for currency in context.total.currencies {
        rows.append(
          ReportTable.Row(
            [.text(dimension)] + context.currencyCell(currency) + [
              .money(context.total[currency] - without[currency]), .money(without[currency]),
              .share(without[currency].share(of: context.total[currency])),
            ], currency: currency))
      }
    }
    guard !rows.isEmpty else { return nil }
    var table = ReportTable(
      id: "untagged", title: "Cost without a tag",
      columns: [.name("dimension", "Dimension")] + context.currencyColumn
        + [
          .figure("with", "Cost with it"), .figure("without", "Without it"),
          .figure("share_percent", "Share without"),
        ],
      rows: rows)
    table.coverage = .excerpt
    table.commands = commands
    return table
  }
}
