internal import Billing
public import Ledger

/// Two months, or two deliveries of a bill, beside each other by service, as a listing.
public enum DifferenceListing {
  public static let columns: [Listing.Column] = [
    .init("service"), .init("before", .money), .init("after", .money), .init("change", .money),
    .init("currency"),
  ]

  public static func listing(_ ledger: Ledger, _ before: BillReference, _ after: BillReference) throws
    -> Listing
  {
    let sides = try [before, after].map { side in
      try ledger.deliveries(side).flatMap { try ledger.services(of: $0.id) }
    }
    var listing = Listing(columns)
    listing.rows = Listing.Rows(Restatement(from: sides[0], to: sides[1]).services) { change in
      [
        .init(change.service), .amount(change.before), .amount(change.after), .amount(change.change),
        .text(change.currency),
      ]
    }
    listing.addTotals(of: ["before", "after", "change"], per: "currency")
    return listing
  }
}
