internal import Audit
internal import Inventory
internal import Listings

extension API {
  static let resourceCounts = Resource.listing(
    "/api/v1/inventory", "How many resources of each type there are.", [asOf], columns: CountListing.columns
  ) { query, session in
    try CountListing.listing(session.inventory(asOf: query.asOf("as-of") ?? session.asOf))
  }

  static let resourceList = Resource.listing(
    "/api/v1/inventory/list", "The resources of a type.",
    [
      Parameter(
        "type", .oneOf(ResourceCatalog.types.map(\.name)), "A type, such as ebs_volume.", isRequired: true),
      Parameter("where", .conditions, "A condition on a column or a tag:KEY; all must hold."), asOf,
    ]
  ) { query, session in
    try ResourceListing.listing(
      session.inventory(asOf: query.asOf("as-of") ?? session.asOf), type: query.text("type") ?? "",
      where: try query.filters("where"))
  }

  static let resource = Resource.listing(
    "/api/v1/inventory/show", "Everything that is known of one resource.",
    [
      Parameter("id", .text, "An id, an ARN, a name, or ACCOUNT/REGION/TYPE/ID.", isRequired: true), asOf,
    ], columns: ResourcePage.columns
  ) { query, session in
    let asOf = query.asOf("as-of") ?? session.asOf
    return try ResourcePage.listing(
      of: query.text("id") ?? "", session.inventory(asOf: asOf), session.engine, settings: session.settings,
      asOf: asOf, asChart: query.text("format") == "markdown")
  }

  static let changes = Resource.listing(
    "/api/v1/inventory/changes", "What appeared, vanished and changed between snapshots.",
    [
      Parameter("from", .time, "What snapshots after this show; the newest but one without."),
      Parameter("to", .time, "Until the end of this day, or this time."),
      Parameter("type", .someOf(ResourceCatalog.types.map(\.name)), "Only these types."),
    ], columns: ChangeListing.columns
  ) { query, session in
    let to = query.asOf("to") ?? session.asOf
    return try ChangeListing.listing(
      session.inventory(asOf: to), from: query.asOf("from")?.lastSecond, to: to.lastSecond,
      types: try query.list("type"))
  }

  static let inventorySummary = Resource.listing(
    "/api/v1/inventory/summary", "How many there are of each type, what came and went, and the cost.",
    [
      Parameter("from", .hour, "What came and went from this day on; in the newest snapshot without."), asOf,
    ], columns: SummaryListing.columns
  ) { query, session in
    let asOf = query.asOf("as-of") ?? session.asOf
    return try SummaryListing.listing(
      session.inventory(asOf: asOf), session.engine, from: query.hour("from"), asOf: asOf)
  }

  static let zones = Resource.listing(
    "/api/v1/inventory/zones", "How many instances groups and load balancers have in each zone.", [asOf],
    columns: ZoneListing.columns
  ) { query, session in
    try ZoneListing.listing(session.inventory(asOf: query.asOf("as-of") ?? session.asOf))
  }

  static let answers = Resource.listing(
    "/api/v1/inventory/answers", "How old what is known of each account and region is.", [asOf],
    columns: AnswerListing.columns
  ) { query, session in
    AnswerListing.listing(try session.inventory(asOf: query.asOf("as-of") ?? session.asOf))
  }

  static let unbilled = Resource.listing(
    "/api/v1/inventory/unbilled", "What exists, and no bill in the ledger ever charged.", [asOf],
    columns: BilledInventoryListing.unbilledColumns
  ) { query, session in
    // As long as there have been bills of any cloud.
    let (held, question) = try billed(query, session, days: 36_500)
    return BilledInventoryListing.unbilled(held, question)
  }

  static let unknown = Resource.listing(
    "/api/v1/inventory/unknown", "What is billed and not in the inventory, and why.", [asOf],
    columns: BilledInventoryListing.unknownColumns
  ) { query, session in
    let (held, question) = try billed(query, session, days: 30)
    return BilledInventoryListing.unknown(held, question)
  }

  static let inventoryCoverage = Resource.listing(
    "/api/v1/inventory/coverage",
    "How much of the bill's resource cost is of resources in the inventory, and why not the rest.", [asOf],
    columns: BilledInventoryListing.coverageColumns
  ) { query, session in
    BilledInventoryListing.coverage(try billed(query, session, days: 30).held)
  }

  private static func billed(_ query: Query, _ session: Session, days: Int) throws -> (
    held: BilledInventory, question: InventoryQuestion
  ) {
    let asOf = query.asOf("as-of") ?? session.asOf
    let question = try session.inventory(asOf: asOf)
    return (try BilledInventory(question, session.engine, asOf: asOf, days: days), question)
  }

  static let asOf = Parameter("as-of", .time, "What counts as today: the end of a day (UTC), or a time.")
}
