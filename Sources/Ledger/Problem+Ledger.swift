internal import CSQLite
internal import Billing

extension Problem {
  static func cannotOpen(_ path: String, _ message: String) -> Problem {
    Problem(
      path, "cannot open the ledger: \(message)",
      remedy: "check that the file exists and that you may read and write it and its folder")
  }

  static func noLedger(_ path: String) -> Problem {
    Problem(
      path, "there is no ledger here",
      remedy: "load a bill first (tarsier --ledger \(path) import PATH), or name another file with --ledger")
  }

  static func notALedger(_ path: String) -> Problem {
    Problem(
      path, "is not a ledger of Tarsier",
      remedy: "name another file with --ledger; this one is left as it is")
  }

  static func olderLedger(_ path: String) -> Problem {
    Problem(
      path, "was written by an older Tarsier, and is only read here",
      remedy: "run another command on it, which brings it up to date: tarsier --ledger \(path) bills")
  }

  static func newerLedger(_ path: String, version: Int, known: Int) -> Problem {
    Problem(
      path, "was written by a newer Tarsier (schema \(version); this one knows up to \(known))",
      remedy: "install that version, or name another file with --ledger")
  }

  static func doesNotAddUp(_ bill: BillKey) -> Problem {
    Problem(
      "bill \(bill)", "what would be stored does not add up to what was read",
      remedy: "nothing was changed; this is a fault of Tarsier, please report it with the file's header")
  }

  static func farSmaller(
    _ bill: BillKey, rows: Int, days: Int, before: (rows: Int, days: Int)
  ) -> Problem {
    Problem(
      "bill \(bill)",
      "would shrink from \(before.rows) rows on \(before.days) days to \(rows) on \(days), as a part of it "
        + "or a cut file would",
      remedy:
        "nothing was imported: name all its files in one command, add a part with --add, or insist with --replace"
    )
  }

  static func noSuchBill(_ reference: BillReference, known: [StoredDelivery]) -> Problem {
    let names = known.map { delivery in
      let name = reference.account == nil ? delivery.bill.period : delivery.bill.description
      return reference.delivery == nil ? name : "\(delivery.bill)@\(delivery.number)"
    }
    let known = Set(names).sorted().suffix(12).joined(separator: ", ")
    return Problem(
      reference.description, "the ledger has no such bill",
      remedy: known.isEmpty ? "import one first" : "it has \(known)")
  }

  static func ambiguousDelivery(_ reference: BillReference, _ meant: [StoredDelivery]) -> Problem {
    Problem(
      reference.description, "\(meant.count) bills of that month have such a delivery",
      remedy: "name one: \(meant.prefix(12).map { "\($0.bill)@\($0.number)" }.joined(separator: ", "))")
  }

  static func noMonthToClose(_ period: String, known: [String]) -> Problem {
    Problem(
      period, "the ledger has no bill of that month",
      remedy: known.isEmpty ? "import one first" : "it has bills of \(known.joined(separator: ", "))")
  }

  static func periodsDiffer(_ bill: BillKey) -> Problem {
    Problem(
      "bill \(bill)", "has another billing period in the ledger than in the parts to add",
      remedy: "nothing was imported: import all its files in one command")
  }

  static func tooLarge(_ bill: BillKey) -> Problem {
    Problem(
      "bill \(bill)", "has an hour with a figure of more than \(Digits.mostWhole)",
      remedy: "nothing was changed: check the figures of the file, which no bill should hold")
  }

  static func sqlite(_ place: String, code: Int32, message: String, sql: String) -> Problem {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED:
      Problem(
        place, "another tarsier is writing to this ledger",
        remedy: "wait until it is done and run the command again; nothing was changed")
    case SQLITE_FULL:
      Problem(
        place, "the disk is full",
        remedy: "make room and run the command again; the ledger is as it was before")
    case SQLITE_IOERR:
      Problem(
        place, "the disk refuses what is written to it (\(message))",
        remedy:
          "check its free space and its limits, and run the command again; the ledger is as it was before")
    case SQLITE_NOTADB:
      notALedger(place)
    case SQLITE_READONLY, SQLITE_CANTOPEN:
      cannotOpen(place, message)
    case SQLITE_CORRUPT:
      Problem(
        place, "the ledger is damaged (\(message))",
        remedy: "restore it from a backup, or import the bills into a new one")
    default:
      Problem(
        place,
        "\(message), in: \(sql.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(200))",
        remedy: "check the query; if it is not yours, this is a fault of Tarsier")
    }
  }

  /// The same problem, met when the command had imported other bills.
  func after(importing bills: [String]) -> Problem {
    var problem = self
    let before =
      "bill\(bills.count == 1 ? "" : "s") \(bills.joined(separator: ", ")) before it \(bills.count == 1 ? "was" : "were")"
    let nothing = "nothing was imported"
    problem.remedy =
      remedy.contains(nothing)
      ? remedy.replacing(nothing, with: "nothing of this delivery was imported; \(before)")
      : "\(remedy); \(before) imported"
    return problem
  }
}
