internal import Allocation
internal import Billing

/// What reservations and savings plans covered of each kind of usage, what was paid on demand, and what nothing used.
struct CommittedHours {
  /// What became of an hour that could be covered.
  enum Part: Int, CaseIterable {
    case covered, onDemand, unused

    var name: String {
      switch self {
      case .covered: "covered"
      case .onDemand: "on demand"
      case .unused: "unused"
      }
    }
  }

  struct Figure {
    /// In the usage's own unit, mostly hours.
    var quantity = Amount.zero
    var cost = Amount.zero
  }

  struct Line {
    var usageType: String?
    var account: String?
    var currency: String?
    /// The unit of usage; nil where there is no usage.
    var unit: String?
    private var figures = Part.allCases.map { _ in Figure() }

    init(usageType: String?, account: String?) {
      self.usageType = usageType
      self.account = account
    }

    subscript(part: Part) -> Figure {
      get { figures[part.rawValue] }
      set { figures[part.rawValue] = newValue }
    }

    var cost: Amount { figures.reduce(.zero) { $0 + $1.cost } }
  }

  /// Dearest first.
  private(set) var lines: [Line] = []
  /// The costs of the lines by day.
  private(set) var days: CommittedDays
  private(set) var questions: [CostQuestion] = []

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
  ///   - hours: the month's, since 1970.
  init(
    _ scope: CostQuestion, _ measure: Measure, hours: Range<Int>, rows: (CostQuestion) throws -> [CostRow]
  ) throws {
    days = CommittedDays(hours: hours)
    let place = ["usage_type", "account"]
    var places: [[String?]: Int] = [:]
    for asked in [measure, .usage] {
      var eligible = scope.narrowed(
        asked, by: place + ["pricing_category", "commitment_status"], where: EligibleUsage.filters)
      var unused = scope.narrowed(asked, by: place, where: Self.unused(measure))
      questions += [eligible, unused]
      // One pass over the bill gives the costs of the month and of its days.
      if asked == measure { (eligible.per, unused.per) = (.day, .day) }
      for row in try rows(eligible) where row.values[3] != "Unused" {
        add(row, row.values[2] == "Committed" ? .covered : .onDemand, &places, isUsage: asked == .usage)
      }
      for row in try rows(unused) where row.amount != .zero {
        add(row, .unused, &places, isUsage: asked == .usage)
      }
    }
    lines.sort { a, b in
      if a.cost != b.cost { return a.cost > b.cost }
      return (a.usageType ?? "", a.account ?? "") < (b.usageType ?? "", b.account ?? "")
    }
  }

  private mutating func add(_ row: CostRow, _ part: Part, _ places: inout [[String?]: Int], isUsage: Bool) {
    let key = [row.values[0], row.values[1]]
    let place = places[key] ?? lines.count
    if place == lines.count {
      places[key] = place
      lines.append(Line(usageType: key[0], account: key[1]))
    }
    if isUsage {
      lines[place].unit = lines[place].unit ?? row.unit
      // Quantities of different units do not add up.
      if lines[place].unit == row.unit { lines[place][part].quantity += row.amount }
    } else {
      lines[place].currency = lines[place].currency ?? row.unit
      if lines[place].currency == row.unit { lines[place][part].cost += row.amount }
      days.add(row, part)
    }
  }
}
