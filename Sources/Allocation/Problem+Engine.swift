internal import Billing
internal import Ledger

extension Problem {
  static func unknownDimension(_ name: String, near: String?, known: [String]) -> Problem {
    Problem(
      name, "is no dimension and no concept",
      remedy: near.map { "did you mean '\($0)'?" }
        ?? "known are: \(known.joined(separator: ", ")), tag:KEY and cost_category:KEY")
  }

  static func unknownKey(_ kind: String, _ key: String, near: String?, known: [String]) -> Problem {
    let some = known.prefix(12).map { "\(kind):\($0)" }.joined(separator: ", ")
    let list =
      known.isEmpty
      ? "the bills have no \(kind) at all" : "there are: \(some)\(known.count > 12 ? ", …" : "")"
    return Problem(
      "\(kind):\(key)", "no bill in the ledger has such a key",
      remedy: near.map { "did you mean '\(kind):\($0)'?" } ?? list)
  }

  static func wrongPattern(_ pattern: String, _ what: String, dimension: String) -> Problem {
    Problem(
      "\(dimension)~\(pattern)", "is no regular expression: \(what)", remedy: "correct it, or compare with =")
  }

  static func unknownTimeZone(_ zone: String) -> Problem {
    Problem(zone, "is no time zone of this system", remedy: "write an IANA name such as Europe/Madrid")
  }

  static func measureAbsent(_ measure: Measure, _ bill: StoredBill) -> Problem {
    Problem(
      "--metric \(measure.rawValue)",
      "no bill that is asked for has it: the columns for it are not in the bill",
      remedy: "bill \(bill.key) has: \(bill.measures.map(\.rawValue).joined(separator: ", "))")
  }

  static func noBills(_ ledger: String) -> Problem {
    Problem(ledger, "holds no bill yet", remedy: "load one: tarsier --ledger \(ledger) import PATH")
  }

  static func emptySpan(_ from: Int, _ to: Int) -> Problem {
    Problem(
      "--from \(Civil.hourText(hours: from)) --to \(Civil.hourText(hours: to))", "is no span of time",
      remedy: "--to is the first hour that counts no more; write one after --from")
  }

  static func outsideBills(_ hour: Int, _ periods: [String]) -> Problem {
    Problem(
      Civil.hourText(hours: hour), "no bill covers that time",
      remedy: "the ledger has: \(periods.joined(separator: ", "))")
  }

  static func unknownPeriod(_ period: String, _ periods: [String]) -> Problem {
    Problem(
      "billing_period=\(period)", "no bill is of that month",
      remedy: "the ledger has: \(periods.joined(separator: ", "))")
  }

  static func noBaseline(_ from: Int, _ first: Int) -> Problem {
    Problem(
      "--from \(Civil.hourText(hours: from))", "there is no whole day before it to compare with",
      remedy:
        "the bills begin at \(Civil.hourText(hours: first)); import the month before, or ask for a later event"
    )
  }

  static func noMetric(_ name: String, known: [String]) -> Problem {
    let near = NearestName.of(name, among: known).map { "did you mean '\($0)'?" }
    return Problem(
      "--per-metric \(name)", "there is no such metric, and no such file",
      remedy: near ?? "add it, as in metrics: {\(name): \(name).csv}, or name a CSV file")
  }
}
