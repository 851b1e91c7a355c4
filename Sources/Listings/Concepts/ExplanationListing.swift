public import Allocation
internal import Billing

/// Which tag, alias, rule or share gave charges their values, as a listing.
public enum ExplanationListing {
  public static let columns: [Listing.Column] = [
    .init("concept"), .init("value"), .init("found_by"), .init("source"), .init("place"),
    .init("before", .money), .init("after", .money), .init("currency"),
  ]

  /// - Parameter concepts: only these; all of them where none is named.
  public static func listing(_ question: ConceptQuestion, _ concepts: [String], _ scope: Scope) throws
    -> Listing
  {
    let explanations = try question.concepts(concepts).flatMap {
      try question.engine.explanations(of: $0, scope)
    }
    var listing = Listing(columns)
    listing.rows = Listing.Rows(explanations) { row in
      [
        .text(row.concept), .init(row.value), .text(row.trace.kind.rawValue), .init(row.trace.detail),
        .init(row.trace.place.map { "\($0)" }), .amount(row.before), .amount(row.after), .init(row.unit),
      ]
    }
    return listing
  }
}
