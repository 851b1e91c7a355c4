package import Billing

/// What each reservation and savings plan cost in the month, and what was used of it.
///
/// The words are the FinOps Foundation's (Commitment Discounts: Utilization, Effective Savings Rate):
/// - *paid*: the billed cost of its purchases and fees in the month;
/// - *amortised*: its effective cost, which spreads what was paid upfront: *used* + *unused*;
/// - *utilisation*: used ÷ amortised;
/// - *on demand*: what the covered usage costs at list prices;
/// - *savings rate*: (on demand − amortised) ÷ on demand.
package struct CommitmentUse {
  package struct Line {
    /// As the bill names it, an ARN with AWS.
    package var commitment: String
    package var currency: String
    /// The account that pays its fees; nil where no fee is in the month.
    package var account: String?
    package var paid = Amount.zero
    package var used = Amount.zero
    package var unused = Amount.zero
    package var onDemand = Amount.zero

    package init(commitment: String, currency: String) {
      (self.commitment, self.currency) = (commitment, currency)
    }

    package var amortised: Amount { used + unused }
    package var saved: Amount { onDemand - amortised }
  }

  /// The dearest first.
  package private(set) var lines: [Line] = []
  package let questions: [CostQuestion]

  private static let committed = Filter("commitment", .different, [""])
  private static let usage = Filter("charge_category", .equal, ["Usage"])
  static let covered = [committed, usage, Filter("commitment_status", .equal, ["Used"])]

  /// - Parameters:
  ///   - scope: whose charges are meant, such as those of a month.
  ///   - rows: what a question gives.
  package init(_ scope: CostQuestion, rows ask: (CostQuestion) throws -> [CostRow]) throws {
    let fees = scope.narrowed(
      .billed, by: ["commitment", "account"],
      where: [Self.committed, Filter("charge_category", .equal, ["Purchase"])])
    // Refunds and credits of a commitment are told by their kind, and are no price of it.
    let cost = scope.narrowed(
      .effective, by: ["commitment", "charge_category", "commitment_status"],
      where: [Self.committed, Filter("charge_category", .equal, ["Usage", "Purchase"])])
    let list = scope.narrowed(.list, by: ["commitment"], where: Self.covered)
    questions = [fees, cost, list]

    var found: [[String]: Line] = [:]
    func change(_ row: CostRow, _ body: (inout Line) -> Void) {
      let (name, currency) = (row.values[0] ?? "", row.unit ?? "")
      body(&found[[name, currency], default: Line(commitment: name, currency: currency)])
    }
    for row in try ask(fees) {
      change(row) { line in
        line.paid += row.amount
        line.account = line.account ?? row.values[1]
      }
    }
    for row in try ask(cost) {
      let isUsed = row.values[1] == "Usage" && row.values[2] == "Used"
      // What the provider books to and fro for a plan's hours is no usage of its own.
      let isContra = row.values[1] == "Usage" && row.values[2] == nil
      change(row) { line in
        if isUsed || isContra { line.used += row.amount } else { line.unused += row.amount }
      }
    }
    for row in try ask(list) { change(row) { $0.onDemand += row.amount } }
    lines = found.values.sorted { a, b in
      if a.amortised != b.amortised { return a.amortised > b.amortised }
      return (a.commitment, a.currency) < (b.commitment, b.currency)
    }
  }
}

extension CostQuestion {
  /// The same in a measure of its own, of the charges that meet further conditions.
  package func narrowed(_ metric: Measure, by dimensions: [String], where filters: [Filter]) -> CostQuestion {
    var question = self
    question.by = dimensions
    question.metric = metric
    question.filters += filters
    return question
  }
}
