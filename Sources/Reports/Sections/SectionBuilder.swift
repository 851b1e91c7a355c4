/// A part of the month's report that knows how to fill itself.
///
/// A new part is one file with such a type, and one entry in the list below.
protocol SectionBuilder {
  /// The part, or nil where there is nothing to tell.
  func section(_ context: ReportContext) throws -> ReportSection?
}

extension MonthReport {
  /// The parts of a report, in their order on the page.
  static func sections(concepts: [String]) -> [any SectionBuilder] {
    [ReconciliationSection(), KindsSection(), BridgeSection(), ByDimension.services]
      + concepts.map(ByDimension.concept) + [
        CoverageSection(), ByDimension.accounts, ByDimension.regions, SharedCostsSection(), DaysSection(),
        HoursSection(), EventsSection(), UnitsSection(), CommitmentsSection(), BudgetsSection(),
        AnomaliesSection(), ResourcesSection(), FindingsSection(), JanitorSection(), ConformitySection(),
        InventorySection(), QualitySection(), JournalSection(),
      ]
  }
}
