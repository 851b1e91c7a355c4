internal import Billing

/// The words on top and at the foot of a page, the same in HTML and Markdown.
struct PageHead {
  let heading: String
  let state: String
  let method: String

  init(_ report: MonthReport) {
    heading = [report.organization, "cloud costs, \(report.period.title)"].compactMap(\.self).joined(
      separator: ": ")
    state =
      "\(report.head.isEstimated ? "Estimated: the provider may still change the bill" : "Final bill"), "
      + "as of \(report.asOf)."
    method =
      "Cost is \(Self.words(for: report.metric)) of the billing period \(report.period); days and hours are "
      + "in \(report.timeZone). Money is shown in cents, rounded half to even, and added up with all its "
      + "digits; the CSV files have them. Every table was checked against the bill’s total."
  }

  private static func words(for metric: Measure) -> String {
    switch metric {
    case .billed: "the billed cost"
    case .effective: "the effective cost (commitments amortised)"
    case .list: "the cost at list prices"
    case .contracted: "the cost at contracted prices"
    case .netBilled: "the billed cost, net of discounts"
    case .netEffective: "the effective cost, net of discounts"
    case .usage: "the usage"
    }
  }
}
