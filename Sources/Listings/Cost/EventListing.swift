public import Allocation
internal import Billing

/// What an event cost above the normal of the same hours, as a listing.
public enum EventListing {
  public static func columns(_ question: CostEventQuestion) -> [Listing.Column] {
    let metric = question.metric
    var columns = question.by.map { Listing.Column($0) }
    if question.isHourly { columns.append(.init("period_start", heading: "Hour")) }
    columns += [
      .init("baseline", .money, heading: "Baseline \(metric.heading.lowercased())"),
      .init("actual", .money), .init("difference", .money),
      .init("baseline_instances", .count), .init("instances", .count),
      .init(metric.isMoney ? "currency" : "unit"),
    ]
    return columns
  }

  public static func listing(_ event: CostEvent, _ question: CostEventQuestion) -> Listing {
    var listing = Listing(columns(question), notes: event.notes)
    listing.rows = Listing.Rows(event.rows) { row in
      row.values.map { .init($0) } + (question.isHourly ? [.init(row.periodStart)] : []) + [
        .amount(row.baseline), .amount(row.actual), .amount(row.difference), .count(row.baselineInstances),
        .count(row.instances), .init(row.unit),
      ]
    }
    if !question.by.isEmpty || question.isHourly {
      listing.addTotals(
        of: ["baseline", "actual", "difference"], per: question.metric.isMoney ? "currency" : "unit")
    }
    return listing
  }
}
