public import Audit

/// The history of findings as a listing.
public enum HistoryListing {
  public static let columns: [Listing.Column] = [
    .init("rule"), .init("resource_type", heading: "Type", detail: 5),
    .init("resource_id", heading: "Resource"), .init("account_id", heading: "Account", detail: 3),
    .init("region", detail: 2), .init("owner", detail: 4), .init("state"), .init("opened"),
    .init("reopened", detail: 1), .init("closed", detail: 1), .init("times_reopened", .count, detail: 6),
    .init("age_days", .count), .init("monthly_cost", .money(decimals: 2)), .init("currency"),
  ]

  public static func listing(_ history: [FindingHistory]) -> Listing {
    var listing = Listing(columns)
    listing.rows = Listing.Rows(history) { finding in
      [
        .text(finding.rule), .text(finding.resourceType), .text(finding.resourceID), .text(finding.account),
        .text(finding.region), .init(finding.owner), .text(finding.state), .text(finding.opened),
        .init(finding.reopened), .init(finding.closed), .count(finding.times), .count(finding.ageDays),
        .init(finding.monthlyCost), .init(finding.currency),
      ]
    }
    return listing
  }
}
