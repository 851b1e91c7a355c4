internal import Allocation
internal import Billing
internal import Listings

extension API {
  static let concepts = Resource.listing(
    "/api/v1/concepts", "The business concepts of the settings.", [], columns: ConceptListing.columns
  ) { _, session in
    ConceptListing.listing(session.settings)
  }

  static let conceptValues = Resource.listing(
    "/api/v1/concepts/values", "The values of each concept: since when, and how much.",
    [named] + CostParameters.scope, columns: ValueListing.conceptColumns(.billed)
  ) { query, session in
    try ValueListing.concepts(
      session.concepts, try query.list("concept"), try CostParameters.scope(query))
  }

  static let explanations = Resource.listing(
    "/api/v1/concepts/explain",
    "Which tag, alias, rule or share gave charges their values, and where it is written.",
    [named, Parameter("at", .hour, "Only this hour (UTC).")] + CostParameters.scope,
    columns: ExplanationListing.columns
  ) { query, session in
    var scope = try CostParameters.scope(query)
    if let at = query.hour("at") { (scope.from, scope.to) = (at, at + 1) }
    return try ExplanationListing.listing(session.concepts, try query.list("concept"), scope)
  }

  static let conceptCoverage = Resource.listing(
    "/api/v1/concepts/coverage",
    "How much of the cost each concept claims, and what keeps it from claiming more.",
    [
      named, Parameter("by", .list, "Breaks coverage down, as in account,service."),
      Parameter("top", .count(0...1_000_000), "How many untagged resources to list; 10 without."),
    ] + CostParameters.scope, columns: [Listing.Column("section")]
  ) { query, session in
    var coverage = ConceptCoverage()
    coverage.concepts = try query.list("concept")
    coverage.by = try query.list("by")
    coverage.top = query.count("top") ?? coverage.top
    coverage.scope = try CostParameters.scope(query)
    coverage.usesUsualMeasure = query.text("metric") == nil
    return try coverage.sections(session.concepts).joined
  }

  static let tags = Resource.listing(
    "/api/v1/concepts/tags", "The tag keys of the bills, or the values of one: since when, and how much.",
    [Parameter("key", .text, "List the values of this key.")] + CostParameters.scope,
    columns: ValueListing.tagKeyColumns(.billed).filter { column in
      ValueListing.tagValueColumns(.billed).contains { $0.key == column.key }
    }
  ) { query, session in
    let scope = try CostParameters.scope(query)
    return try query.text("key").map { try ValueListing.tagValues(session.engine, of: $0, scope) }
      ?? ValueListing.tagKeys(session.engine, scope)
  }

  private static let named = Parameter("concept", .list, "Only these concepts.")
}
