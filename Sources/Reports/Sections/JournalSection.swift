internal import Allocation
internal import Billing

/// The month as entries for accounting: cost centers against what is owed to the provider, balanced to the cent.
struct JournalSection: SectionBuilder {
  private struct Entry {
    var account: String
    var text: String
    /// In cents; a debit above zero, a credit below.
    var amount: Amount
  }

  func section(_ context: ReportContext) throws -> ReportSection? {
    guard let codes = context.inputs.ledgerCodes else { return nil }
    var byCenter = context.question(by: [codes.costCenter])
    var asked: [CostQuestion] = []
    var taxes = Totals()
    if codes.tax != nil {
      byCenter.filters.append(Filter("charge_category", .different, ["Tax"]))
      var question = context.question()
      question.filters.append(Filter("charge_category", .equal, ["Tax"]))
      asked = [question]
      taxes = Totals(try context.rows(question))
    }
    let rows = try context.rows(byCenter)
    let books: [(currency: String, entries: [Entry])] = context.total.currencies.map { currency in
      let own = rows.filter { ($0.unit ?? "") == currency }
      return (currency, entries(own, taxes[currency], currency, codes, context))
    }
    var lines: [ReportTable.Row] = []
    var totals: [ReportTable.Row] = []
    for book in books {
      for entry in book.entries {
        lines.append(
          row(
            [.text(entry.account), .text(entry.text)], debit: entry.amount > .zero ? entry.amount : nil,
            credit: entry.amount < .zero ? -entry.amount : nil, book.currency, context))
      }
      // Both sides are this sum, or the table does not add up to its totals.
      let debit = book.entries.map(\.amount).filter { $0 > .zero }.reduce(Amount.zero, +)
      totals.append(row([.text("Total"), .text("")], debit: debit, credit: debit, book.currency, context))
    }
    var table = ReportTable(
      id: "journal", title: "Journal",
      columns: [.name("account", "Account"), .name("text", "Text")] + context.currencyColumn
        + [.figure("debit", "Debit"), .figure("credit", "Credit")],
      rows: lines)
    table.totals = totals
    table.commands = ([byCenter] + asked).map(CommandLineText.command)
    var section = ReportSection(id: "journal", title: "Journal", lead: lead(codes))
    section.tables = [table]
    return section
  }

  private func lead(_ codes: LedgerCodes) -> String {
    let tax = codes.tax == nil ? "" : ", tax apart"
    return
      "Every \(codes.costCenter) in cents\(tax), and what rounding leaves, is what is owed to the provider."
  }

  /// Each cost center rounded to cents, the tax, what rounding leaves, and against them the total.
  private func entries(
    _ rows: [CostRow], _ tax: Amount, _ currency: String, _ codes: LedgerCodes, _ context: ReportContext
  ) -> [Entry] {
    var entries = rows.map { row in
      let center = row.values[0]
      return Entry(
        account: center.flatMap { codes.codes[$0] } ?? codes.otherwise, text: center ?? "(none)",
        amount: row.amount.roundedHalfEven(to: 2))
    }
    entries.sort { ($0.account, $0.text) < ($1.account, $1.text) }
    if let account = codes.tax {
      entries.append(Entry(account: account, text: "tax", amount: tax.roundedHalfEven(to: 2)))
    }
    let total = context.total[currency].roundedHalfEven(to: 2)
    let rest = total - entries.map(\.amount).reduce(.zero, +)
    entries.append(Entry(account: codes.rounding, text: "rounding", amount: rest))
    entries.append(Entry(account: codes.payable, text: "bill of \(context.inputs.period)", amount: -total))
    return entries.filter { !$0.amount.isZero }
  }

  private func row(
    _ names: [Cell], debit: Amount?, credit: Amount?, _ currency: String, _ context: ReportContext
  ) -> ReportTable.Row {
    ReportTable.Row(
      names + context.currencyCell(currency) + [.money(debit), .money(credit)], currency: currency)
  }
}
