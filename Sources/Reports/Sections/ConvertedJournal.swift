internal import Billing

/// The journal once more, in the currency that accounting books in.
///
/// Every line is converted from all its digits and rounded once, half-even; the total is too, and what the lines miss of
/// it is the rounding line's. A currency without a rate is not converted, and that is said.
struct ConvertedJournal {
  struct Book {
    var currency: String
    /// With all digits.
    var entries: [JournalSection.Entry]
    var total: Amount
  }

  private let conversion: ReportConversion

  init(_ conversion: ReportConversion) { self.conversion = conversion }

  func tables(
    _ books: [Book], _ codes: LedgerCodes, _ context: ReportContext
  ) throws -> (tables: [ReportTable], notes: [String]) {
    var tables: [ReportTable] = []
    var notes: [String] = []
    for book in books where book.currency != conversion.to {
      guard let rate = conversion.rates[book.currency] else {
        notes.append("There is no rate for \(book.currency), so it is not converted.")
        continue
      }
      let entries = try book.entries.map { $0.with(try cents($0.amount, rate, book.currency)) }
      let total = try cents(book.total, rate, book.currency)
      var table = JournalSection.table(
        id: "journal-\(slug(book.currency))-\(slug(conversion.to))",
        title: "The journal of \(book.currency) in \(conversion.to)",
        [(conversion.to, JournalSection.balanced(entries, total, codes, context.inputs.period))], false)
      table.note =
        "Converted at 1 \(book.currency) = \(rate) \(conversion.to) (\(conversion.source)), each line from all its "
        + "digits, rounded half to even."
      tables.append(table)
    }
    return (tables, notes)
  }

  private func cents(_ amount: Amount, _ rate: Amount, _ currency: String) throws -> Amount {
    guard let converted = amount.converted(at: rate) else {
      throw Problem.tooLargeToConvert(amount, currency, to: conversion.to)
    }
    return converted
  }
}
