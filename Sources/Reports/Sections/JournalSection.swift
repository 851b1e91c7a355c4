internal import Allocation
internal import Billing

/// The month as entries for accounting: cost centers against what is owed to the provider, balanced to the cent.
struct JournalSection: SectionBuilder {
  struct Entry {
    var account: String
    var text: String
    /// A debit above zero, a credit below.
    var amount: Amount

    func with(_ amount: Amount) -> Entry { Entry(account: account, text: text, amount: amount) }
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
      let cents = exactEntries(rows, taxes, currency, codes).map { $0.with($0.amount.roundedHalfEven(to: 2)) }
      let total = context.total[currency].roundedHalfEven(to: 2)
      return (currency, Self.balanced(cents, total, codes, context.inputs.period))
    }
    var table = Self.table(id: "journal", title: "Journal", books, context.currencies.count > 1)
    table.commands = ([byCenter] + asked).map(CommandLineText.command)
    var section = ReportSection(id: "journal", title: "Journal", lead: lead(codes))
    section.tables = [table]
    if let conversion = context.inputs.conversion {
      let converted = try ConvertedJournal(conversion).tables(
        books.map { book in
          ConvertedJournal.Book(
            currency: book.currency, entries: exactEntries(rows, taxes, book.currency, codes),
            total: context.total[book.currency])
        }, codes, context)
      for var table in converted.tables {
        table.commands = section.tables[0].commands
        section.tables.append(table)
      }
      section.notes = converted.notes
    }
    return section
  }

  /// Each cost center and the tax with all digits, for who rounds them in another currency.
  private func exactEntries(
    _ rows: [CostRow], _ taxes: Totals, _ currency: String, _ codes: LedgerCodes
  ) -> [Entry] {
    var entries = rows.filter { ($0.unit ?? "") == currency }.map { row in
      Entry(
        account: row.values[0].flatMap { codes.codes[$0] } ?? codes.otherwise,
        text: row.values[0] ?? "(none)", amount: row.amount)
    }
    entries.sort { ($0.account, $0.text) < ($1.account, $1.text) }
    if let account = codes.tax {
      entries.append(Entry(account: account, text: "tax", amount: taxes[currency]))
    }
    return entries
  }

  private func lead(_ codes: LedgerCodes) -> String {
    let tax = codes.tax == nil ? "" : ", tax apart"
    return
      "Every \(codes.costCenter) in cents\(tax), and what rounding leaves, is what is owed to the provider."
  }

  /// Each cost center and the tax rounded to cents, what rounding leaves, and against them the total.
  static func balanced(_ entries: [Entry], _ total: Amount, _ codes: LedgerCodes, _ period: Period) -> [Entry]
  {
    var entries = entries
    let rest = total - entries.map(\.amount).reduce(.zero, +)
    entries.append(Entry(account: codes.rounding, text: "rounding", amount: rest))
    entries.append(Entry(account: codes.payable, text: "bill of \(period)", amount: -total))
    return entries.filter { !$0.amount.isZero }
  }

  /// - Parameter several: whether the lines tell their currency.
  static func table(
    id: String, title: String, _ books: [(currency: String, entries: [Entry])], _ several: Bool
  ) -> ReportTable {
    func row(_ names: [Cell], debit: Amount?, credit: Amount?, _ currency: String) -> ReportTable.Row {
      ReportTable.Row(
        names + (several ? [.text(currency)] : []) + [.money(debit), .money(credit)], currency: currency)
    }
    var table = ReportTable(
      id: id, title: title,
      columns: [.name("account", "Account"), .name("text", "Text")]
        + (several ? [.name("currency", "Currency")] : [])
        + [.figure("debit", "Debit"), .figure("credit", "Credit")],
      rows: books.flatMap { book in
        book.entries.map { entry in
          row(
            [.text(entry.account), .text(entry.text)], debit: entry.amount > .zero ? entry.amount : nil,
            credit: entry.amount < .zero ? -entry.amount : nil, book.currency)
        }
      })
    // Both sides are this sum, or the table does not add up to its totals.
    table.totals = books.map { book in
      let debit = book.entries.map(\.amount).filter { $0 > .zero }.reduce(Amount.zero, +)
      return row([.text("Total"), .text("")], debit: debit, credit: debit, book.currency)
    }
    return table
  }
}
