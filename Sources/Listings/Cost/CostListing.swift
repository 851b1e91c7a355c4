public import Allocation
internal import Billing

/// An answer as a listing.
public enum CostListing {
  public static func listing(_ answer: CostAnswer) -> Listing {
    let isMoney = answer.metric.isMoney
    let value = isMoney ? "cost" : "quantity"
    var columns = answer.dimensions.map { Listing.Column($0) }
    if answer.per != .total { columns.append(.init("period_start", heading: heading(answer.per))) }
    columns.append(.init(value, .money, heading: answer.metric.heading))
    columns.append(.init(isMoney ? "currency" : "unit"))
    var listing = Listing(columns, notes: answer.notes)
    let rows = answer.rows
    let groupOf = rows.sums.map(\.group)
    var cells = answer.dimensions.indices.map { place in
      Listing.Cells.coded(values: rows.groups.map { Listing.Cell($0.values[place]) }, codes: groupOf)
    }
    if answer.per != .total {
      cells.append(.coded(values: rows.slices.map { Listing.Cell($0) }, codes: rows.sums.map(\.slice)))
    }
    cells.append(.amounts(units: rows.sums.map(\.units), scale: rows.scale))
    cells.append(.coded(values: rows.groups.map { Listing.Cell($0.unit) }, codes: groupOf))
    listing.rows = Listing.Rows(columns: cells)
    return listing
  }

  public static func addTotals(to listing: inout Listing, _ answer: CostAnswer) {
    let isMoney = answer.metric.isMoney
    listing.addTotals(of: [isMoney ? "cost" : "quantity"], per: isMoney ? "currency" : "unit")
  }

  private static func heading(_ per: CostQuestion.Per) -> String {
    per.rawValue.prefix(1).uppercased() + per.rawValue.dropFirst()
  }
}
