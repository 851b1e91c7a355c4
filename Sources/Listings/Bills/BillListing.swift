public import Billing
public import Ledger

/// The columns that `import` and `bills` have in common, and the bills of a ledger under them.
public enum BillListing {
  public static let columns: [Listing.Column] = [
    .init("bill"), .init("format", detail: 5), .init("providers", detail: 6),
    .init("billing_account", heading: "Account", detail: 8), .init("period", detail: 7),
    .init("rows", .count),
    .init("charges", .count, detail: 4), .init("billed_cost", .money), .init("currency"),
  ]

  /// The columns of the bills that a ledger holds.
  public static let storedColumns: [Listing.Column] =
    columns + [
      .init("newest_charge", detail: 1), .init("missing_days"), .init("estimated", .flag, detail: 2),
      .init("closed", .flag, detail: 3),
    ]

  public static func cells(
    _ bill: BillKey, _ format: String, _ providers: [String], rows: Int, charges: Int, billed: Amount?,
    currency: String
  ) -> [Listing.Cell] {
    [
      .text(bill.description), .text(format), .text(providers.joined(separator: ", ")),
      .text(bill.billingAccount), .text(bill.period), .count(rows), .count(charges), .init(billed),
      .text(currency),
    ]
  }

  /// The bills that a ledger holds, with what a reader must know of them.
  public static func stored(in ledger: Ledger, where isWanted: (StoredBill) -> Bool = { _ in true }) throws
    -> Listing
  {
    let totals = try ledger.billTotals().filter { $0.measure == .billed }
    let keptBeside = try ledger.keptBeside()
    var listing = Listing(storedColumns)
    var rows: [[Listing.Cell]] = []
    let bills = try ledger.bills()
    for bill in bills where isWanted(bill) {
      let missing = try ledger.missingDays(of: bill)
      for total in totals where total.bill == bill.id {
        rows.append(
          cells(
            bill.key, bill.format, bill.providers, rows: total.rows, charges: total.charges,
            billed: total.total, currency: total.currency) + [
              .text(Civil.hourText(hours: bill.newestHour)),
              missing.isEmpty ? .absent : .text(missing.joined(separator: ", ")), .flag(bill.isEstimated),
              .flag(bill.isClosed),
            ])
      }
      if bill.rejects > 0 {
        listing.notes.append("bill \(bill.key) lacks \(bill.rejects) rows that could not be read")
      }
      if let kept = keptBeside[bill.key] {
        let restatement = Restatement(
          from: try ledger.services(of: bill.delivery), to: try ledger.services(of: kept.id))
        listing.notes.append(
          "bill \(bill.key) was restated after close: \(RestatementNotes.money(restatement.totals)); "
            + "delivery \(kept.number) is kept beside it")
      }
    }
    for (key, kept) in keptBeside.sorted(by: { $0.key < $1.key })
    where !bills.contains(where: { $0.key == key }) {
      let money = kept.totals.map { "\($0.billed) \($0.currency)" }.joined(separator: ", ")
      listing.notes.append("bill \(key) of \(money) came after its month was closed and counts in no total")
    }
    listing.rows = Listing.Rows(rows)
    listing.addTotals(of: ["billed_cost"], per: "currency")
    return listing
  }
}
