public import Billing
internal import Ledger

/// What one user, order or request cost.
public struct UnitCost: Sendable {
  public struct Row: Sendable {
    public var values: [String?]
    /// A day or a month.
    public var periodStart: String
    public var cost = Amount.zero
    /// The part of the cost on days that have a measure.
    public var measuredCost = Amount.zero
    /// Nil where nothing was measured.
    public var quantity: Amount?
    public var missingDays = 0
    public var unit: String?

    public init(values: [String?], periodStart: String, unit: String?) {
      self.values = values
      self.periodStart = periodStart
      self.unit = unit
    }

    /// Nil where there is nothing to divide by.
    public var unitCost: Amount? { quantity.flatMap { measuredCost.divided(by: $0) } }
  }

  public var rows: [Row]
  public var notes: [String]

  public init(rows: [Row], notes: [String] = []) {
    self.rows = rows
    self.notes = notes
  }
}

extension CostEngine {
  /// The cost of each unit of a measured series, by day or by month.
  ///
  /// - Parameters:
  ///   - metric: a name under `metrics`, or the path of a file.
  ///   - question: its `per` is a day or a month.
  public func unitCost(per metric: String, _ question: CostQuestion) throws -> UnitCost {
    let measured = try self.metric(metric)
    var daily = question
    daily.per = .day
    let answer = try answer(daily)
    let shared = question.by.enumerated().compactMap { place, name in
      measured.fields.firstIndex { $0.name == name }.map { (place, $0) }
    }
    let quantities = measured.daily(shared.map(\.1), settings)
    struct Key: Hashable {
      var start: String
      var values: [String?]
      var unit: String?
    }
    var rows: [Key: UnitCost.Row] = [:]
    var gaps: Set<String> = []
    for row in answer.rows {
      let day = row.periodStart ?? ""
      let key = Key(
        start: question.per == .month ? String(day.prefix(7)) : day, values: row.values, unit: row.unit)
      var found = rows[key] ?? UnitCost.Row(values: row.values, periodStart: key.start, unit: row.unit)
      found.cost += row.amount
      if let quantity = quantities[DailyMeasure(day: day, labels: shared.map { row.values[$0.0] ?? "" })] {
        found.measuredCost += row.amount
        found.quantity = (found.quantity ?? .zero) + quantity
      } else {
        found.missingDays += 1
        gaps.insert(day)
      }
      rows[key] = found
    }
    let sorted = rows.values.sorted { a, b in
      if a.periodStart != b.periodStart { return a.periodStart < b.periodStart }
      if a.cost != b.cost { return a.cost > b.cost }
      return (a.values + [a.unit]).map { $0 ?? "" }.lexicographicallyPrecedes(
        (b.values + [b.unit]).map { $0 ?? "" })
    }
    var notes = answer.notes
    if let first = gaps.min() {
      notes.append(
        "\(metric) has no measure for some of the cost on \(gaps.count) days, the first \(first); that cost is in no "
          + "unit's cost")
    }
    return UnitCost(rows: sorted, notes: notes)
  }

  /// A measured series by its name in the settings, or by its file.
  private func metric(_ name: String) throws -> Metric {
    if let metric = try settings.metric(name) { return metric }
    guard name.contains(".") else { throw Problem.noMetric(name, known: settings.metrics.keys.sorted()) }
    var file = MetricFile(name: name, names: settings.names)
    return try file.read(
      MetricSource(path: name, place: Place(file: "--per-metric \(name)", line: 1, column: 1)))
  }
}

/// A day, and what tells measures of it apart.
private struct DailyMeasure: Hashable {
  var day: String
  var labels: [String]
}

extension Metric {
  /// The sums of each day by some of its columns.
  fileprivate func daily(_ columns: [Int], _ settings: Settings) -> [DailyMeasure: Amount] {
    let concepts = columns.map { column in
      settings.concepts.first { $0.name == fields[column].conceptName }
    }
    var sums: [DailyMeasure: Int128] = [:]
    for row in rows {
      let labels = zip(columns, concepts).map { column, concept in
        concept.map { $0.canonical(row.labels[column]) } ?? row.labels[column]
      }
      sums[DailyMeasure(day: Civil.dateText(days: floorDivide(row.hour, 24)), labels: labels), default: 0] +=
        row.units
    }
    return sums.mapValues { Amount(units: $0, scale: scale) }
  }
}
