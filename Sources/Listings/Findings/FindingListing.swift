public import Audit
internal import Billing

/// Findings as a listing.
public enum FindingListing {
  public static let columns: [Listing.Column] = [
    .init("rule"), .init("family", detail: 8), .init("severity", detail: 4),
    .init("resource_type", heading: "Type", detail: 7), .init("resource_id", heading: "Resource"),
    .init("account_id", heading: "Account", detail: 3), .init("region", detail: 2),
    .init("owner", detail: 1),
    .init("message"), .init("monthly_cost", .money(decimals: 2)),
    .init("cost_days", .count, heading: "Days", detail: 6), .init("saving", .money(decimals: 2)),
    .init("currency"), .init("since", detail: 5),
  ]

  public static func listing(_ findings: [Finding], withExceptions: Bool = false) -> Listing {
    var listing = Listing(columns)
    if withExceptions { listing.columns.append(.init("exception")) }
    listing.rows = Listing.Rows(findings) { finding in
      let cells: [Listing.Cell] = [
        .text(finding.rule), .text(finding.family.rawValue), .text(finding.severity.rawValue),
        .text(finding.resourceType), .text(finding.resourceID), .text(finding.account), .text(finding.region),
        .init(finding.owner?.name), .text(finding.message), .init(finding.monthlyCost),
        .count(finding.costDays),
        .init(finding.saving), .init(finding.currency), .init(finding.since),
      ]
      return withExceptions ? cells + [.init(finding.exception)] : cells
    }
    listing.addTotals(of: ["saving"], per: "currency")
    return listing
  }

  /// What to say of findings that are excepted and so not listed.
  public static func note(_ excepted: [Finding]) -> String? {
    guard !excepted.isEmpty else { return nil }
    var costs: [String: Amount] = [:]
    for finding in excepted where finding.monthlyCost != nil {
      costs[finding.currency ?? "", default: .zero] += finding.monthlyCost ?? .zero
    }
    let cost = costs.sorted { $0.key < $1.key }.map { "\($0.value.formatted()) \($0.key)" }
      .joined(separator: " and ")
    let count = excepted.count == 1 ? "1 finding is" : "\(excepted.count) findings are"
    return "\(count) excepted\(cost.isEmpty ? "" : ", at \(cost) a month"); --excepted lists them"
  }
}
