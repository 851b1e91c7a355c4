internal import Allocation
internal import Billing
internal import Listings

extension API {
  static let costs = Resource.listing(
    "/api/v1/cost", "What anything cost: by dimension, tag or concept, per month, day or hour.",
    CostParameters.all
  ) { query, session in
    let answer = try session.engine.answer(try CostParameters.question(query))
    var listing = CostListing.listing(answer)
    if query.text("format") == "markdown" { CostListing.addTotals(to: &listing, answer) }
    return listing
  }

  static let compare = Resource.listing(
    "/api/v1/cost/compare", "Why one month cost more or less than another, in parts that add up.",
    [
      Parameter("from-month", .month, "The earlier billing month, as 2026-09.", isRequired: true),
      Parameter("to-month", .month, "The later billing month.", isRequired: true), by, conditions,
      Parameter(
        "metric", .oneOf(Measure.allCases.filter(\.isMoney).map(\.rawValue)), "The measure; billed without."),
    ], columns: BridgeListing.columns(by: [])
  ) { query, session in
    let question = try CostParameters.question(query)
    let bridge = try session.engine.bridge(
      from: query.text("from-month") ?? "", to: query.text("to-month") ?? "", question)
    return BridgeListing.listing(bridge, by: question.by)
  }

  static let unitCost = Resource.listing(
    "/api/v1/cost/unit", "What one user, order or request cost, per day or month.",
    [
      Parameter("per-metric", .text, "A name under 'metrics' in the settings.", isRequired: true), by,
      Parameter("per", .oneOf(["month", "day"]), "The slices of time; month without."),
    ] + CostParameters.scope, columns: UnitCostListing.columns(CostQuestion())
  ) { query, session in
    var question = try CostParameters.question(query)
    if query.text("per") == nil { question.per = .month }
    let name = query.text("per-metric") ?? ""
    // The command reads any file; who asks from elsewhere may not.
    guard session.settings.metrics[name] != nil else {
      throw Problem.notInSettings("per-metric", name, known: session.settings.metrics.keys.sorted())
    }
    return UnitCostListing.listing(try session.engine.unitCost(per: name, question), question)
  }

  static let event = Resource.listing(
    "/api/v1/cost/event", "What a launch, a show or a load test cost above the normal of the same hours.",
    [
      Parameter("from", .hour, "The first hour of the event (UTC).", isRequired: true),
      Parameter("to", .hour, "The first hour behind it.", isRequired: true),
      Parameter("baseline", .days(1...366), "How many days before are normal; 7d without."), by,
      Parameter("per", .oneOf(["total", "hour"]), "The slices of time; total without."),
    ] + CostParameters.scope.filter { ["where", "metric"].contains($0.name) },
    columns: EventListing.columns(CostEventQuestion(from: 0, to: 0))
  ) { query, session in
    let cost = try CostParameters.question(query)
    var question = CostEventQuestion(from: cost.from ?? 0, to: cost.to ?? 0)
    question.by = cost.by
    question.filters = cost.filters
    question.baselineDays = query.days("baseline") ?? question.baselineDays
    question.isHourly = cost.per == .hour
    question.metric = cost.metric
    return EventListing.listing(try session.engine.event(question), question)
  }

  private static let by = CostParameters.all[0]
  private static let conditions = CostParameters.scope[0]
}
