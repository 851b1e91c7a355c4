import Listings
import Billing

@testable import tarsier

extension Amount {
  /// An amount from its digits, for tests.
  static func of(_ text: String) -> Amount {
    let parts = text.split(separator: ".")
    let fraction = parts.count > 1 ? parts[1] : ""
    return Amount(units: Int128(parts[0] + fraction) ?? 0, scale: fraction.count)
  }
}

extension Listing {
  /// Every kind of column and cell, with what texts from outside may hold.
  static var sample: Listing {
    var listing = Listing(
      [
        Column("service"), Column("tag:team"), Column("charges", .count), Column("cost", .money),
        Column("currency"), Column("estimated", .flag),
      ],
      rows: [
        [
          .text("AmazonEC2"), .text("checkout, web"), .count(1_234_567), .amount(.of("1234567.8900")),
          .text("USD"),
          .flag(true),
        ],
        [
          .text("Größe 東京 \"x\""), .absent, .count(2), .amount(.of("-0.00000000125")), .text("USD"),
          .flag(false),
        ],
        [.text("a|b\n\u{1B}[31mred\\"), .text("<b>*r&d*"), .absent, .absent, .text("EUR"), .absent],
        [
          .text("arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/50dc6c495c0c9188"),
          .text("a long sentence that says what this is all about"), .count(0), .amount(.of("12")),
          .text("EUR"),
          .flag(false),
        ],
      ])
    listing.addTotals(of: ["charges", "cost"], per: "currency")
    return listing
  }
}
