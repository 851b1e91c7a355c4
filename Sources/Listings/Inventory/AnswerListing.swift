internal import Billing
internal import Inventory

/// How old what is known of each account and region is, as a listing.
public enum AnswerListing {
  public static let columns: [Listing.Column] = [
    .init("account_id"), .init("region"), .init("newest"), .init("oldest"), .init("whole", .count),
    .init("failed", .count),
  ]

  public static func listing(_ question: InventoryQuestion) -> Listing {
    var listing = Listing(columns)
    listing.rows = Listing.Rows(question.view.answerAges) { age in
      [
        .text(age.account), .text(age.region), .init(age.newest.map { Civil.timeText(seconds: $0) }),
        .init(age.oldest.map { Civil.timeText(seconds: $0) }), .count(age.whole), .count(age.failed),
      ]
    }
    return listing
  }
}
