internal import Billing
internal import FoundationEssentials
public import Ledger

/// The invoices that `tarsier.yaml` names: a CSV file with the columns issuer, invoice, amount and currency.
public enum InvoiceFile {
  private static let columns = ["issuer", "invoice", "amount", "currency"]

  public static func read(_ path: String) throws -> [Invoice] {
    guard let data = FileManager.default.contents(atPath: path) else { throw Problem.noInvoices(path) }
    return try parse(String(decoding: data, as: UTF8.self), file: path)
  }

  static func parse(_ text: String, file: String) throws -> [Invoice] {
    var invoices: [Invoice] = []
    var places: [Int]?
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (number, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      let cells = try commaSeparated(number == 0 && line.first == "\u{FEFF}" ? line.dropFirst() : line)
      guard let places else {
        let names = cells.map { $0.lowercased() }
        places = try columns.map { column in
          guard let place = names.firstIndex(of: column) else {
            throw Problem.invoiceFile(file, number + 1, "has no column \(column)")
          }
          return place
        }
        continue
      }
      guard let last = places.max(), last < cells.count else {
        throw Problem.invoiceFile(file, number + 1, "has \(cells.count) fields")
      }
      let (issuer, invoice) = (cells[places[0]], cells[places[1]])
      guard let amount = Amount(cells[places[2]]), amount.scale <= Amount.maximumScale else {
        throw Problem.invoiceFile(file, number + 1, "'\(cells[places[2]])' is no amount")
      }
      guard !invoice.isEmpty, !cells[places[3]].isEmpty else {
        throw Problem.invoiceFile(file, number + 1, "lacks the invoice or the currency")
      }
      invoices.append(
        Invoice(
          issuer: issuer.isEmpty ? nil : issuer, number: invoice, amount: amount, currency: cells[places[3]]))
    }
    return invoices
  }
}
