internal import Billing
public import Ledger

/// What `import` says of a bill that another delivery changed.
public enum RestatementNotes {
  /// More services than these are counted, not named.
  private static let mostServices = 10

  public static func notes(_ row: BillImport.Row) -> [String] {
    guard let restatement = row.restatement else { return [] }
    let bill = row.bill
    let counts = "\(row.outcome.before?.rows ?? 0) rows before, \(row.outcome.after?.rows ?? 0) now"
    var notes: [String] = []
    switch row.status {
    case .replaced: notes = ["bill \(bill) was replaced: \(counts)"]
    case .added: notes = ["bill \(bill) was added to: \(counts)"]
    case .keptBeside:
      notes = [
        "bill \(bill): \(bill.period) is closed, so this delivery is kept beside it and changes no total: \(counts)"
      ]
    case .new, .unchanged: return []
    }
    notes[0] += "; \(money(restatement.totals))"
    for change in restatement.changed.prefix(mostServices) {
      notes.append("bill \(bill): \(change.service ?? "(no service)"): \(text(change))")
    }
    if restatement.changed.count > mostServices {
      notes.append("bill \(bill): and \(restatement.changed.count - mostServices) more services")
    }
    return notes
  }

  /// `from 1.50 to 2.25 USD (+0.75)`, for each currency.
  public static func money(_ totals: [Restatement.Change]) -> String {
    totals.map(text).joined(separator: ", ")
  }

  private static func text(_ change: Restatement.Change) -> String {
    let difference = change.change
    return "from \(change.before) to \(change.after) \(change.currency) "
      + "(\(difference > .zero ? "+" : "")\(difference))"
  }
}
