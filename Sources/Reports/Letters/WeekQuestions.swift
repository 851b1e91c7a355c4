internal import Allocation
internal import Billing

/// Asks for a week and for the one before, and sets the two side by side.
struct WeekQuestions {
  struct Line {
    /// One for each dimension; nil where it is absent.
    var values: [String?]
    var currency: String
    var now = Amount.zero
    var before = Amount.zero

    var change: Amount { now - before }
  }

  private let inputs: WeekInputs
  private let concept: String

  init(_ inputs: WeekInputs, concept: String) {
    self.inputs = inputs
    self.concept = concept
  }

  private func question(_ week: ISOWeek, by dimensions: [String], of owner: String? = nil) -> CostQuestion {
    var question = CostQuestion()
    question.by = dimensions
    question.metric = inputs.metric
    (question.from, question.to) = (week.hours.lowerBound, week.hours.upperBound)
    if let owner { question.filters = [Filter(concept, .equal, [owner])] }
    return question
  }

  /// The dearest of this week first.
  func lines(by dimensions: [String]) throws -> [Line] {
    var found: [[String?]: Line] = [:]
    for (week, field) in [(inputs.week, \Line.now), (inputs.week.previous, \Line.before)]
    // Of a time before or behind all bills nothing can be asked.
    where inputs.billed?.overlaps(week.hours) ?? false {
      for row in try inputs.answer(question(week, by: dimensions)).rows {
        let empty = Line(values: row.values, currency: row.unit ?? "")
        found[row.values + [row.unit], default: empty][keyPath: field] += row.amount
      }
    }
    return found.values.sorted { a, b in
      if a.now != b.now { return a.now > b.now }
      return (a.values.map { $0 ?? "" } + [a.currency]).lexicographicallyPrecedes(
        b.values.map { $0 ?? "" } + [b.currency])
    }
  }

  func commands(by dimensions: [String], of owner: String? = nil) -> [String] {
    [inputs.week, inputs.week.previous].map {
      CommandLineText.command(for: question($0, by: dimensions, of: owner))
    }
  }

  /// - Parameters:
  ///   - limit: how many lines are told; the rest is one of each currency.
  ///   - adds: whether the lines are all of it.
  func table(
    id: String, title: String, column: (id: String, title: String), _ lines: [(String?, Line)],
    keeping limit: Int = .max, adds: Bool = true
  ) -> ReportTable {
    let several = Set(lines.map(\.1.currency)).count > 1
    func row(_ name: Cell, _ line: Line) -> ReportTable.Row {
      ReportTable.Row(
        [name] + (several ? [.text(line.currency)] : []) + [
          .money(line.now), .money(line.before), .change(line.change),
          .growth(line.now.growth(from: line.before)),
        ], currency: line.currency)
    }
    func sums(_ lines: [Line]) -> [Line] {
      Dictionary(grouping: lines, by: \.currency).sorted { $0.key < $1.key }.map { currency, lines in
        lines.reduce(into: Line(values: [], currency: currency)) {
          $0.now += $1.now
          $0.before += $1.before
        }
      }
    }
    var table = ReportTable(
      id: id, title: title,
      columns: [.name(column.id, column.title)] + (several ? [.name("currency", "Currency")] : []) + [
        .figure("cost", several ? "This week" : "This week, \(lines.first?.1.currency ?? "")"),
        .figure("previous", "Week before"), .figure("change", "Change"), .figure("growth_percent", "%"),
      ],
      rows: lines.prefix(limit).map { row(.text($0), $1) }
        + sums(lines.dropFirst(limit).map(\.1)).map { row(.text("Others"), $0) })
    if adds {
      table.totals = sums(lines.map(\.1)).map { row(.text("Total"), $0) }
    } else {
      table.coverage = .excerpt
    }
    return table
  }
}
