internal import Billing

/// The words on top and at the foot of a page, the same in HTML and Markdown.
struct PageHead {
  let heading: String
  let state: String
  let method: String
  /// What the report was made from, a sentence each.
  let origin: [String]

  init(_ report: MonthReport) {
    let owner = report.subject.map { " of \($0)" } ?? ""
    let subject = "loud costs\(owner), \(report.period.title)"
    heading = report.organization.map { "\($0): c\(subject)" } ?? "C\(subject)"
    state = Self.state(report)
    origin = report.origin?.sentences ?? []
    method =
      "Cost is \(Self.words(for: report.metric)) of the billing period \(report.period); days and hours are "
      + "in \(report.timeZone). Money is added up with all its digits, which the CSV files have, and shown in "
      + "cents: rounded half to even, and where a column would not add up, by the largest remainder. Every table was checked against the bill’s total."
  }

  /// Whether the bill may still change, and what is missing in it.
  private static func state(_ report: MonthReport) -> String {
    let bill =
      switch report.head.state {
      case .closed: "Closed: signed, and changed by no later delivery"
      case .final: "Final bill"
      case .estimated: "Estimated: the provider may still change the bill"
      case .restated:
        "Restated after close: the figures are the signed ones, a later delivery is kept beside them"
      }
    let rejects = report.head.rejects
    let delivered =
      report.head.delivered.isEmpty
      ? "" : " Delivered \(report.head.delivered.joined(separator: ", ")), as the manifest says."
    guard rejects > 0 else { return "\(bill), as of \(report.asOf).\(delivered)" }
    let missing =
      rejects == 1 ? "1 row that could not be read is" : "\(rejects.grouped) rows that could not be read are"
    return "\(bill), as of \(report.asOf).\(delivered) \(missing) missing from all figures."
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
