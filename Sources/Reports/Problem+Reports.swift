internal import Billing

extension Problem {
  static func notAPeriod(_ text: String) -> Problem {
    Problem("the report", "'\(text)' is no month", remedy: "write it as YYYY-MM, such as 2026-10")
  }

  static func notAWeek(_ text: String) -> Problem {
    Problem(
      "the report", "'\(text)' is no week", remedy: "write it as YYYY-Www in ISO 8601, such as 2026-W44")
  }

  static func noOwners(_ what: String) -> Problem {
    Problem(
      what, "nothing says whose the cost is", remedy: "add a concept such as team to the settings")
  }

  static func noChargesInWeek(_ week: ISOWeek, newest: String?) -> Problem {
    Problem(
      "the report for \(week)", "no bill has a charge from \(week.title)",
      remedy: newest.map { "the newest charge is of \($0); name an earlier week, or import a newer bill" }
        ?? "import a bill first (tarsier import PATH)")
  }

  static func unknownOwner(_ name: String, concept: String, near: String?, known: [String]) -> Problem {
    Problem(
      "the statement of \(name)", "no \(concept) of that name is in the month’s bills",
      remedy: near.map { "did you mean '\($0)'?" } ?? "there are: \(known.joined(separator: ", "))")
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

  static func tooLargeToConvert(_ amount: Amount, _ currency: String, to other: String) -> Problem {
    Problem(
      "the report's journal", "\(amount) \(currency) has too many digits to be converted to \(other)",
      remedy: "give the rate with fewer decimals")
  }
}
