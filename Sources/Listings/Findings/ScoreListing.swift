public import Audit
internal import Billing

/// Scores of families of rules as a listing.
public enum ScoreListing {
  public static func listing(_ scores: [ConformityScore]) -> Listing {
    var listing = Listing([
      .init("family"), .init("account_id", heading: "Account"), .init("checked", .count),
      .init("flagged", .count), .init("score_percent", .money(decimals: 1), heading: "Score, %"),
    ])
    listing.rows = Listing.Rows(scores) { score in
      [
        .text(score.family.rawValue), .text(score.account), .count(score.checked), .count(score.flagged),
        .init(score.share.map { Amount(units: Int128($0), scale: 1) }),
      ]
    }
    return listing
  }
}
