internal import Billing

extension Problem {
  static func notAPeriod(_ text: String) -> Problem {
    Problem("the report", "'\(text)' is no month", remedy: "write it as YYYY-MM, such as 2026-10")
  }

  static func noBill(_ period: String, known: [String]) -> Problem {
    let list = known.isEmpty ? "none" : known.sorted().suffix(12).joined(separator: ", ")
    return Problem(
      "the report for \(period)", "the ledger holds no bill of that month (it holds: \(list))",
      remedy: "import the bill first (tarsier import PATH), or name another month")
  }

  /// A table that does not add up stops the report: a wrong page would be signed.
  static func doesNotAddUp(
    table: String, column: String, sum: Amount, total: Amount, currency: String
  ) -> Problem {
    Problem(
      "the report's table '\(table)'",
      "the column '\(column)' adds up to \(sum) \(currency), and the total is \(total) \(currency)",
      remedy: "run `tarsier bills verify`; if that finds nothing, this is a fault of Tarsier")
  }

  static func template(_ name: String, _ reason: String) -> Problem {
    Problem(
      "the report's template \(name)", reason, remedy: "this is a fault of Tarsier; please tell its makers")
  }
}
