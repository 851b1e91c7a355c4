internal import Allocation
internal import Billing

/// What one user, vote or request cost, month by month.
struct UnitsSection: SectionBuilder {
  /// How many months a trend has.
  static let months = 12

  func section(_ context: ReportContext) throws -> ReportSection? {
    let inputs = context.inputs
    guard let unitCost = inputs.unitCost, !inputs.metrics.isEmpty else { return nil }
    var section = ReportSection(id: "units", title: "Cost per unit")
    let months = inputs.periods.filter { $0 <= inputs.period.description }.suffix(Self.months)
    for metric in inputs.metrics {
      var question = CostQuestion()
      question.filters = [Filter("billing_period", .equal, Array(months))]
      question.per = .month
      question.metric = inputs.metric
      let found = try unitCost(metric, question)
      guard !found.rows.isEmpty else { continue }
      section.tables.append(table(found, metric, question, context))
      section.notes += found.notes.filter { $0.hasPrefix("\(metric) ") }.map { $0 + "." }
    }
    return section.tables.isEmpty ? nil : section
  }

  private func table(
    _ found: UnitCost, _ metric: String, _ question: CostQuestion, _ context: ReportContext
  ) -> ReportTable {
    let several = Set(found.rows.map(\.unit)).count > 1
    var table = ReportTable(
      id: "unit-\(slug(metric))", title: "Cost per unit of \(metric)",
      columns: [.name("period_start", "Month")] + (several ? [.name("currency", "Currency")] : []) + [
        .figure("cost", context.costTitle), .figure("measured_cost", "On measured days"),
        .figure("quantity", metric.capitalisedFirst),
        .figure("unit_cost", "Each", bars: true), .figure("missing_days", "Days not measured"),
      ],
      rows: found.rows.map { row in
        ReportTable.Row(
          [.text(row.periodStart, name: (try? Period(row.periodStart))?.title)]
            + (several ? [.text(row.unit)] : []) + [
              .money(row.cost), .money(row.measuredCost),
              .number(row.quantity, decimals: min(row.quantity?.trimmed.scale ?? 0, 3)),
              .number(row.unitCost, decimals: 6), .count(row.missingDays),
            ], currency: row.unit)
      })
    table.coverage = .excerpt
    table.commands = [CommandLineText.unitCommand(for: question, per: metric)]
    return table
  }
}
