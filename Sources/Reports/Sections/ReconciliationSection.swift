internal import Allocation
internal import Billing

/// Whether the report is the bill: what is claimed and what is not, the bills as they were read, and the invoices.
struct ReconciliationSection: SectionBuilder {
  func section(_ context: ReportContext) throws -> ReportSection? {
    var section = ReportSection(id: "reconciliation", title: "Reconciliation")
    if let claimed = try claimed(context) { section.tables.append(claimed) }
    if context.inputs.metric == .billed { section.tables.append(bills(context)) }
    let invoices = try Self.invoices(context)
    section.tables.append(invoices)
    section.notes = context.inputs.invoices.filter { $0.charges == 0 }
      .map {
        "Invoice \($0.number) asks for \($0.amount.formatted()) \($0.currency), and no charge is on it."
      }
    section.lead = lead(context)
    return section
  }

  /// What stops the report where it is not so; told because it was checked.
  private func lead(_ context: ReportContext) -> String {
    let totals = context.total.currencies.map { "\(context.total[$0]) \($0)" }.joined(separator: " and ")
    let parts = context.inputs.owners.map { "What every \($0.concept) pays, and what nobody claims, is" }
    return "\(parts ?? "Every table is") the report’s total and the bill’s, to the last digit: \(totals)."
  }

  /// The statements of all owners, and the rest.
  private func claimed(_ context: ReportContext) throws -> ReportTable? {
    guard let owners = context.inputs.owners else { return nil }
    let parts: [(title: String, comparison: Filter.Comparison)] = [
      ("Claimed by a \(owners.concept)", .different), ("Unallocated", .equal),
    ]
    var rows: [ReportTable.Row] = []
    var commands: [String] = []
    for part in parts {
      var question = context.question()
      let nobody = [owners.otherwise, ""].compactMap(\.self)
      question.filters.append(Filter(owners.concept, part.comparison, nobody))
      let sums = Totals(try context.rows(question))
      rows += context.total.currencies.map { currency in
        row([.text(part.title)], sums[currency], currency, context)
      }
      commands.append(CommandLineText.command(for: question))
    }
    var table = ReportTable(
      id: "reconciliation", title: "What is claimed",
      columns: [.name("part", "Part")] + columns(context), rows: rows)
    table.totals = context.total.currencies.map { currency in
      row([.text("Total")], context.total[currency], currency, context)
    }
    table.commands = commands
    return table
  }

  /// The bills' totals as they were read row by row, apart from what any question adds up.
  private func bills(_ context: ReportContext) -> ReportTable {
    var table = ReportTable(
      id: "bill-totals", title: "The bills as they were read",
      columns: [.name("billing_account", "Billing account"), .name("state", "State")] + columns(context),
      rows: context.inputs.quality.bills.flatMap { bill in
        bill.billed.sorted { $0.key < $1.key }.map { currency, amount in
          row([.text(bill.account), .text(bill.state.rawValue)], amount, currency, context)
        }
      })
    table.totals = context.total.currencies.map { currency in
      row([.text("Total"), .text("")], context.total[currency], currency, context)
    }
    table.commands = ["tarsier bills"]
    return table
  }

  /// The charges by the invoice that they are on, beside what each invoice asks for.
  private static func invoices(_ context: ReportContext) throws -> ReportTable {
    var question = context.question(by: ["invoice", "invoice_issuer"])
    question.metric = .billed
    let rows = try context.rows(question)
    let given = context.inputs.invoices
    var table = ReportTable(
      id: "invoices", title: "Against the invoices",
      columns: [.name("invoice", "Invoice", detail: "invoice_issuer")] + context.currencyColumn + [
        .figure("cost", "Billed"), .figure("invoice_amount", "Invoice asks for"),
        .figure("difference", "Difference"), .name("status", "Status"),
      ],
      rows: rows.map { row in
        let currency = row.unit ?? ""
        let invoice = given.first {
          $0.number == row.values[0] && $0.currency == currency
            && ($0.issuer == nil || $0.issuer == row.values[1])
        }
        let status = invoice?.verdict ?? (row.values[0] == nil ? "not invoiced yet" : "no invoice given")
        return ReportTable.Row(
          [.text(row.values[0], detail: row.values[1])] + context.currencyCell(currency) + [
            .money(row.amount), .money(invoice?.amount), .money(invoice?.difference), .text(status),
          ], currency: currency, key: row.values[0] ?? "")
      })
    table.totals = Totals(rows).currencies.map { currency in
      ReportTable.Row(
        [.text("Total")] + context.currencyCell(currency) + [
          .money(Totals(rows)[currency]), .text(""), .text(""), .text(""),
        ], currency: currency)
    }
    if context.inputs.metric != .billed { table.coverage = .excerpt }
    table.commands =
      [CommandLineText.command(for: question)]
      + (given.contains { $0.charges > 0 } ? ["tarsier bills reconcile"] : [])
    return table
  }

  private func columns(_ context: ReportContext) -> [Column] {
    context.currencyColumn + [.figure("cost", context.costTitle)]
  }

  private func row(
    _ names: [Cell], _ amount: Amount, _ currency: String, _ context: ReportContext
  ) -> ReportTable.Row {
    ReportTable.Row(names + context.currencyCell(currency) + [.money(amount)], currency: currency)
  }
}
