internal import Allocation
internal import Billing

/// What each reservation and savings plan cost in the month, and what was used of it.
///
/// The words are the FinOps Foundation's (Commitment Discounts: Utilization, Effective Savings Rate):
/// - *paid*: the billed cost of its purchases and fees in the month;
/// - *amortised*: its effective cost, which spreads what was paid upfront: *used* + *unused*;
/// - *utilisation*: used ÷ amortised;
/// - *on demand*: what the covered usage costs at list prices;
/// - *savings rate*: (on demand − amortised) ÷ on demand.
struct CommitmentUse {
  struct Line {
    /// As the bill names it, an ARN with AWS.
    var commitment: String
    var currency: String
    /// The account that pays its fees; nil where no fee is in the month.
    var account: String?
    var paid = Amount.zero
    var used = Amount.zero
    var unused = Amount.zero
    var onDemand = Amount.zero

    var amortised: Amount { used + unused }
    var saved: Amount { onDemand - amortised }
  }

  /// What one account used of one commitment.
  struct Use {
    var commitment: String
    var account: String?
    var currency: String
    var used = Amount.zero
    var onDemand = Amount.zero
  }

  /// The dearest first.
  private(set) var lines: [Line] = []
  private(set) var uses: [Use] = []
  /// The questions that gave the lines, and those that gave the uses.
  let questions: [CostQuestion]
  let useQuestions: [CostQuestion]

  private static let committed = Filter("commitment", .different, [""])
  private static let usage = Filter("charge_category", .equal, ["Usage"])
  private static let covered = [committed, usage, Filter("commitment_status", .equal, ["Used"])]

  init(_ context: ReportContext) throws {
    let fees = context.question(
      .billed, by: ["commitment", "account"],
      where: [Self.committed, Filter("charge_category", .equal, ["Purchase"])])
    // Refunds and credits of a commitment are told by their kind, and are no price of it.
    let cost = context.question(
      .effective, by: ["commitment", "charge_category", "commitment_status"],
      where: [Self.committed, Filter("charge_category", .equal, ["Usage", "Purchase"])])
    let list = context.question(.list, by: ["commitment"], where: Self.covered)
    questions = [fees, cost, list]
    useQuestions = [.effective, .list].map {
      context.question($0, by: ["commitment", "account"], where: Self.covered)
    }

    var found: [[String]: Line] = [:]
    func change(_ row: CostRow, _ body: (inout Line) -> Void) {
      let (name, currency) = (row.values[0] ?? "", row.unit ?? "")
      body(&found[[name, currency], default: Line(commitment: name, currency: currency)])
    }
    for row in try context.rows(fees) {
      change(row) { line in
        line.paid += row.amount
        line.account = line.account ?? row.values[1]
      }
    }
    for row in try context.rows(cost) {
      let isUsed = row.values[1] == "Usage" && row.values[2] == "Used"
      // What the provider books to and fro for a plan's hours is no usage of its own.
      let isContra = row.values[1] == "Usage" && row.values[2] == nil
      change(row) { line in
        if isUsed || isContra { line.used += row.amount } else { line.unused += row.amount }
      }
    }
    for row in try context.rows(list) { change(row) { $0.onDemand += row.amount } }
    lines = found.values.sorted { a, b in
      if a.amortised != b.amortised { return a.amortised > b.amortised }
      return (a.commitment, a.currency) < (b.commitment, b.currency)
    }
    uses = try Self.uses(useQuestions, context)
  }

  private static func uses(_ questions: [CostQuestion], _ context: ReportContext) throws -> [Use] {
    var found: [[String?]: Use] = [:]
    for (question, field) in zip(questions, [\Use.used, \Use.onDemand]) {
      for row in try context.rows(question) {
        let empty = Use(
          commitment: row.values[0] ?? "", account: row.values[1], currency: row.unit ?? "")
        found[row.values + [row.unit], default: empty][keyPath: field] += row.amount
      }
    }
    return found.values.sorted { a, b in
      (a.commitment, a.currency, a.account ?? "") < (b.commitment, b.currency, b.account ?? "")
    }
  }

  /// Whether anybody else than whoever pays for a commitment uses it.
  var isShared: Bool {
    uses.contains { use in
      lines.contains { $0.commitment == use.commitment && $0.account != nil && $0.account != use.account }
    }
  }
}
