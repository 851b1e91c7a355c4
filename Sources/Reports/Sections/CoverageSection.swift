internal import Allocation
internal import Billing

/// How much of the cost each concept claims, beside what the organisation wants it to claim.
struct CoverageSection: SectionBuilder {
  func section(_ context: ReportContext) throws -> ReportSection? {
    let coverage = context.inputs.coverage
    guard !coverage.rows.isEmpty else { return nil }
    var section = ReportSection(id: "coverage", title: "Coverage", lead: lead(coverage))
    var table = ReportTable(
      id: "coverage", title: "Cost that concepts claim",
      columns: [.name("concept", "Concept")] + context.currencyColumn + [
        .figure("allocated", "By tags and fields, \(coverage.measure.rawValue)"),
        .figure("by_rule", "By rule only"),
        .figure("unallocated", "By nothing"), .figure("apart", "Credits, tax and fees apart"),
        .figure("covered_percent", "Covered"),
      ] + (coverage.target == nil ? [] : [.figure("target_percent", "Target")]),
      rows: coverage.rows.map { row in
        ReportTable.Row(
          [.text(row.concept)] + context.currencyCell(row.unit ?? "") + [
            .money(row.allocated), .money(row.byRule), .money(row.unallocated), .money(row.apart),
            .share(row.share),
          ] + (coverage.target == nil ? [] : [.share(coverage.target)]), currency: row.unit)
      })
    table.coverage = .excerpt
    let period = CommandLineText.shellWord("billing_period=\(context.inputs.period)")
    table.commands = ["tarsier concepts coverage --where \(period)"]
    section.tables = [table]
    return section
  }

  /// What misses the target.
  private func lead(_ coverage: ReportCoverage) -> String? {
    guard let target = coverage.target else { return nil }
    let missing = coverage.rows.filter { $0.share ?? 1000 < target }.map(\.concept)
    guard !missing.isEmpty else { return "Every concept reaches the target of \(target.asPercent)." }
    return "Below the target of \(target.asPercent): \(missing.joined(separator: ", "))."
  }
}
