public import Audit

/// Rules as a listing.
public enum RuleListing {
  public static let columns: [Listing.Column] = [
    .init("rule"), .init("family"), .init("severity"), .init("resource", detail: 1), .init("title"),
  ]

  public static func listing(_ rules: [Rule]) -> Listing {
    var listing = Listing(columns)
    listing.rows = Listing.Rows(rules) { rule in
      [
        .text(rule.id), .text(rule.family.rawValue), .text(rule.severity.rawValue), .text(rule.resource),
        .text(rule.title),
      ]
    }
    return listing
  }
}
