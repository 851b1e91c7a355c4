internal import Allocation
internal import Billing

extension ReportContext {
  /// A question about the month in a measure of its own, of the charges that meet further conditions.
  func question(_ metric: Measure, by dimensions: [String], where filters: [Filter]) -> CostQuestion {
    question().narrowed(metric, by: dimensions, where: filters)
  }

  /// `2026-11-02` as an option of the commands that ask about what exists.
  var asOfOption: String { "--as-of " + CommandLineText.shellWord(inputs.asOf) }
}
