internal import Allocation
internal import Billing

/// What reservations and savings plans covered of each kind of usage, what was paid on demand, and what nothing used.
struct CommittedHours {
  struct Figure {
    /// In the usage's own unit, mostly hours.
    var quantity = Amount.zero
    var cost = Amount.zero

    static func + (a: Figure, b: Figure) -> Figure {
      Figure(quantity: a.quantity + b.quantity, cost: a.cost + b.cost)
    }
  }

  struct Line {
    var usageType: String?
    var account: String?
    var currency: String?
    /// The unit of usage; nil where there is no usage.
    var unit: String?
    var covered = Figure()
    var onDemand = Figure()
    var unused = Figure()

    var cost: Amount { covered.cost + onDemand.cost + unused.cost }
  }

  /// Dearest first.
  private(set) var lines: [Line] = []
  let questions: [CostQuestion]

  /// What tells that something committed was not used.
  private static func unused(_ measure: Measure) -> [Filter] {
    guard measure == .effective else { return [Filter("commitment_status", .equal, ["Unused"])] }
    // AWS books what nobody used as the effective cost of the fee, and how many hours that were nowhere.
    return [
      Filter("commitment", .different, [""]), Filter("commitment_status", .different, ["Used"]),
      Filter("charge_category", .equal, ["Usage", "Purchase"]),
      Filter("charge_type", .different, ["SavingsPlanNegation"]),
    ]
  }

  /// - Parameters:
  ///   - scope: whose charges are meant.
  ///   - measure: the cost that is shown; effective where bills have it.
  init(_ scope: CostQuestion, _ measure: Measure, rows: (CostQuestion) throws -> [CostRow]) throws {
    let place = ["usage_type", "account"]
    let asked = [measure, .usage].flatMap { measure in
      [
        scope.narrowed(
          measure, by: place + ["pricing_category", "commitment_status"], where: EligibleUsage.filters),
        scope.narrowed(measure, by: place, where: Self.unused(measure)),
      ]
    }
    questions = asked
    var found: [[String?]: Line] = [:]
    for (index, question) in asked.enumerated() {
      let (isUsage, isUnused) = (index >= 2, index % 2 == 1)
      for row in try rows(question) where isUnused || row.values[3] != "Unused" {
        if isUnused, row.amount == .zero { continue }
        let key = [row.values[0], row.values[1]]
        var line = found[key] ?? Line(usageType: key[0], account: key[1])
        let part: WritableKeyPath<Line, Figure> =
          isUnused ? \.unused : row.values[2] == "Committed" ? \.covered : \.onDemand
        if isUsage {
          line.unit = line.unit ?? row.unit
          // Quantities of different units do not add up.
          if line.unit == row.unit { line[keyPath: part].quantity += row.amount }
        } else {
          line.currency = line.currency ?? row.unit
          if line.currency == row.unit { line[keyPath: part].cost += row.amount }
        }
        found[key] = line
      }
    }
    lines = found.values.sorted { a, b in
      if a.cost != b.cost { return a.cost > b.cost }
      return (a.usageType ?? "", a.account ?? "") < (b.usageType ?? "", b.account ?? "")
    }
  }
}
