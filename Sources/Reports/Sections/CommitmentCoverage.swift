internal import Allocation
internal import Billing

/// How much of the usage that commitments could cover they do cover, and what all of it saves.
///
/// Eligible is `EligibleUsage`. Coverage is the covered part of it at list
/// prices, and the effective savings rate (FinOps Foundation) is 1 − what it cost ÷ what it costs on demand, where the
/// cost is effective and holds what was paid for commitments and not used.
struct CommitmentCoverage {
  struct Line {
    var service: String?
    var account: String?
    var currency: String
    var committed = Amount.zero
    var onDemand = Amount.zero

    var eligible: Amount { committed + onDemand }
  }

  /// Dearest first.
  private(set) var lines: [Line] = []
  /// What was paid for the eligible usage, by currency: on demand, and through commitments.
  private(set) var paidOnDemand = Totals()
  private(set) var paidCommitted = Totals()
  let question: CostQuestion
  let paidQuestion: CostQuestion

  init(_ context: ReportContext) throws {
    question = context.question(
      .list, by: ["service", "account", "pricing_category"], where: EligibleUsage.filters)
    paidQuestion = context.question(.effective, by: ["pricing_category"], where: EligibleUsage.filters)
    var found: [[String?]: Line] = [:]
    for row in try context.rows(question) {
      let key = [row.values[0], row.values[1], row.unit]
      var line =
        found[key] ?? Line(service: row.values[0], account: row.values[1], currency: row.unit ?? "")
      if row.values[2] == "Committed" { line.committed += row.amount } else { line.onDemand += row.amount }
      found[key] = line
    }
    for row in try context.rows(paidQuestion) {
      if row.values[0] == "Committed" {
        paidCommitted.add(row.amount, row.unit ?? "")
      } else {
        paidOnDemand.add(row.amount, row.unit ?? "")
      }
    }
    lines = found.values.sorted { a, b in
      if a.eligible != b.eligible { return a.eligible > b.eligible }
      return (a.service ?? "", a.account ?? "", a.currency) < (b.service ?? "", b.account ?? "", b.currency)
    }
  }

  /// The sum of the lines of a currency.
  func total(_ currency: String) -> Line {
    lines.filter { $0.currency == currency }
      .reduce(into: Line(service: "Total", account: nil, currency: currency)) {
        $0.committed += $1.committed
        $0.onDemand += $1.onDemand
      }
  }

  var currencies: [String] { Set(lines.map(\.currency)).sorted() }
}
