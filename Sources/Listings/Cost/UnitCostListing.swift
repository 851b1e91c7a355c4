public import Allocation
internal import Billing

/// What one user, order or request cost, as a listing.
public enum UnitCostListing {
  public static func columns(_ question: CostQuestion) -> [Listing.Column] {
    question.by.map { .init($0) } + [
      .init("period_start", heading: question.per == .month ? "Month" : "Day"),
      .init("cost", .money, heading: question.metric.heading), .init("measured_cost", .money),
      .init("quantity", .money(), heading: "Quantity"), .init("unit_cost", .money),
      .init("missing_days", .count), .init("currency"),
    ]
  }

  /// - Parameter question: the one that `found` answers, by day or by month.
  public static func listing(_ found: UnitCost, _ question: CostQuestion) -> Listing {
    var listing = Listing(columns(question), notes: found.notes)
    listing.rows = Listing.Rows(found.rows) { row in
      row.values.map { .init($0) } + [
        .text(row.periodStart), .amount(row.cost), .amount(row.measuredCost), .init(row.quantity),
        .init(row.unitCost), .count(row.missingDays), .init(row.unit),
      ]
    }
    return listing
  }
}
