public import Billing
internal import Ledger

/// Why one month cost more or less than another: parts that add up to the difference, to the last digit.
public struct MonthBridge: Sendable {
  public struct Row: Sendable {
    public var values: [String?]
    public var unit: String?
    public var before = Amount.zero
    public var after = Amount.zero
    /// What is used only in the later month.
    public var new = Amount.zero
    /// What is used only in the earlier month, as a negative.
    public var stopped = Amount.zero
    /// More or less of what is used in both, at the earlier month's price.
    public var quantityEffect = Amount.zero
    /// What is left of the difference of what is used in both.
    public var priceEffect = Amount.zero
    public var credits = Amount.zero
    public var tax = Amount.zero
    /// Purchases, adjustments and whatever else is no use.
    public var rest = Amount.zero

    public init(values: [String?], unit: String?) {
      self.values = values
      self.unit = unit
    }

    public var difference: Amount { after - before }
  }

  public var rows: [Row]
  public var notes: [String]

  public init(rows: [Row], notes: [String] = []) {
    self.rows = rows
    self.notes = notes
  }
}

extension CostEngine {
  /// The bridge from one billing month to another, by the question's dimensions and under its filters.
  ///
  /// Two lines are the same thing where usage type, operation, region and account agree.
  public func bridge(from before: String, to after: String, _ question: CostQuestion) throws -> MonthBridge {
    try bridges(from: before, to: after, question, by: [question.by])[0]
  }

  /// The bridges by several groups of dimensions, each as `bridge` gives it; the bills are read once for all.
  public func bridges(
    from before: String, to after: String, _ question: CostQuestion, by groups: [[String]]
  ) throws -> [MonthBridge] {
    var dimensions: [String] = []
    for dimension in groups.joined() where !dimensions.contains(dimension) { dimensions.append(dimension) }
    var tallies = groups.map { group in
      BridgeTally(places: group.compactMap { dimensions.firstIndex(of: $0) }, of: dimensions.count)
    }
    var notes: [String] = []
    let measured = Set(try ledger.bills().filter { $0.measures.contains(.usage) }.map(\.key.period))
    for (month, isAfter) in [(before, false), (after, true)] {
      for metric in [question.metric, .usage] {
        if metric == .usage, !measured.contains(month) {
          notes.append(
            "no bill of \(month) tells how much was used, so all change of use is told as price and mix")
          continue
        }
        var asked = question
        (asked.per, asked.metric) = (.total, metric)
        asked.by = dimensions + BridgeTally.line
        asked.filters.append(Filter("billing_period", .equal, [month]))
        let answer = try answer(asked)
        notes += answer.notes.filter { !notes.contains($0) }
        for row in answer.rows {
          for index in tallies.indices {
            tallies[index].add(row, isAfter: isAfter, isUsage: metric == .usage)
          }
        }
      }
    }
    return tallies.map { MonthBridge(rows: $0.rows, notes: notes) }
  }
}

/// Adds up two months line by line.
private struct BridgeTally {
  /// What tells lines apart, behind the question's own dimensions.
  static let line = ["usage_type", "operation", "region", "account", "charge_category", "currency"]

  /// One line in one month.
  private struct Side {
    var cost: Amount?
    /// By unit.
    var quantities: [String?: Amount] = [:]

    /// The quantity where it has one unit.
    var quantity: (unit: String?, amount: Amount)? {
      quantities.count == 1 ? quantities.first.map { ($0.key, $0.value) } : nil
    }
  }

  private struct Line {
    var before = Side()
    var after = Side()
  }

  private let width: Int
  /// Where the values that count stand in a row.
  private let places: [Int]
  private var lines: [[String?]: Line] = [:]

  /// - Parameters:
  ///   - places: which of the dimensions that the rows begin with count.
  init(places: [Int], of dimensions: Int) {
    width = places.count
    self.places = places + (dimensions..<(dimensions + Self.line.count))
  }

  mutating func add(_ row: CostRow, isAfter: Bool, isUsage: Bool) {
    let side = isAfter ? \Line.after : \Line.before
    let key = places.map { row.values[$0] }
    if isUsage {
      lines[key, default: Line()][keyPath: side].quantities[row.unit, default: .zero] += row.amount
    } else {
      let known = lines[key]?[keyPath: side].cost ?? .zero
      lines[key, default: Line()][keyPath: side].cost = known + row.amount
    }
  }

  var rows: [MonthBridge.Row] {
    var rows: [[String?]: MonthBridge.Row] = [:]
    for (values, line) in lines where line.before.cost != nil || line.after.cost != nil {
      let currency = values[width + 5]
      let key = Array(values[..<width]) + [currency]
      var row = rows[key] ?? MonthBridge.Row(values: Array(values[..<width]), unit: currency)
      Self.add(line, category: values[width + 4], to: &row)
      rows[key] = row
    }
    return rows.values.sorted { a, b in
      if a.difference != b.difference { return a.difference > b.difference }
      return (a.values + [a.unit]).map { $0 ?? "" }.lexicographicallyPrecedes(
        (b.values + [b.unit]).map { $0 ?? "" })
    }
  }

  private static func add(_ line: Line, category: String?, to row: inout MonthBridge.Row) {
    let (before, after) = (line.before.cost ?? .zero, line.after.cost ?? .zero)
    let difference = after - before
    row.before += before
    row.after += after
    guard category == "Usage" else {
      switch category {
      case "Credit": row.credits += difference
      case "Tax": row.tax += difference
      default: row.rest += difference
      }
      return
    }
    if line.before.cost == nil { return row.new += difference }
    if line.after.cost == nil { return row.stopped += difference }
    let effect = quantityEffect(line, before)
    row.quantityEffect += effect
    row.priceEffect += difference - effect
  }

  /// (q1 − q0) · c0 ÷ q0, rounded at the cost's last decimal; zero where the quantities cannot be compared.
  private static func quantityEffect(_ line: Line, _ cost: Amount) -> Amount {
    guard let before = line.before.quantity, let after = line.after.quantity, before.unit == after.unit else {
      return .zero
    }
    let scale = max(before.amount.scale, after.amount.scale)
    let (q0, q1) = (before.amount.scaled(to: scale).units, after.amount.scaled(to: scale).units)
    return cost.times(q1 - q0, over: q0) ?? .zero
  }
}
