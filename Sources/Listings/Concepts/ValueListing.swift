public import Allocation
public import Billing

/// The values of concepts and tags, and the tags' keys, as listings.
public enum ValueListing {
  public static func conceptColumns(_ metric: Measure) -> [Listing.Column] {
    [
      .init("concept"), .init("value"), .init("since"), .init("before_sharing", .money),
      .init("cost", .money, heading: metric.heading), .init("currency"),
    ]
  }

  public static func tagKeyColumns(_ metric: Measure) -> [Listing.Column] {
    [
      .init("key"), .init("values", .count), .init("since"),
      .init("cost", .money, heading: metric.heading), .init("currency"), .init("concepts"),
    ]
  }

  public static func tagValueColumns(_ metric: Measure) -> [Listing.Column] {
    [
      .init("key"), .init("value"), .init("since"), .init("cost", .money, heading: metric.heading),
      .init("currency"),
    ]
  }

  /// - Parameter concepts: only these; all of them where none is named.
  public static func concepts(_ question: ConceptQuestion, _ concepts: [String], _ scope: Scope) throws
    -> Listing
  {
    var listing = Listing(conceptColumns(scope.metric))
    let values = try question.concepts(concepts).flatMap { try question.engine.values(of: $0, scope) }
    listing.rows = Listing.Rows(values) { value in
      [
        .text(value.name), .init(value.value), .init(value.since), .amount(value.before),
        .amount(value.cost), .init(value.unit),
      ]
    }
    return listing
  }

  /// The tag keys of the bills.
  public static func tagKeys(_ engine: CostEngine, _ scope: Scope) throws -> Listing {
    var listing = Listing(tagKeyColumns(scope.metric))
    listing.rows = Listing.Rows(try engine.tagKeys(scope)) { key in
      [
        .text("tag:\(key.key)"), .count(key.values), .init(key.since), .amount(key.cost), .init(key.unit),
        .init(key.concepts.isEmpty ? nil : key.concepts.joined(separator: ", ")),
      ]
    }
    return listing
  }

  /// The values of one tag key.
  public static func tagValues(_ engine: CostEngine, of key: String, _ scope: Scope) throws -> Listing {
    var listing = Listing(tagValueColumns(scope.metric))
    listing.rows = Listing.Rows(try engine.values(of: "tag:\(key)", scope)) { value in
      [.text(value.name), .init(value.value), .init(value.since), .amount(value.cost), .init(value.unit)]
    }
    return listing
  }
}
