internal import Allocation
internal import Billing
internal import Listings

extension API {
  static let costs = Resource.listing(
    "/api/v1/cost", "What anything cost: by dimension, tag or concept, per month, day or hour.",
    CostParameters.all
  ) { query, session in
    CostListing.listing(try session.engine.answer(try CostParameters.question(query)))
  }
}
