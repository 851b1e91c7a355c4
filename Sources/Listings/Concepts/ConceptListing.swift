public import Allocation

/// The concepts of the settings as a listing.
public enum ConceptListing {
  public static let columns: [Listing.Column] = [
    .init("concept"), .init("from"), .init("fold", .flag), .init("rules", .count), .init("shared"),
    .init("otherwise"), .init("place", detail: 1),
  ]

  public static func listing(_ settings: Settings) -> Listing {
    var listing = Listing(columns)
    listing.rows = Listing.Rows(settings.concepts) { concept in
      [
        .text(concept.name), .text(concept.sourceNames.joined(separator: ", ")), .flag(concept.fold),
        .count(concept.ruleCount),
        .init(concept.sharedValues.isEmpty ? nil : concept.sharedValues.joined(separator: ", ")),
        .init(concept.otherwise), .text("\(concept.place)"),
      ]
    }
    if settings.concepts.isEmpty { listing.notes = ["the settings have no concepts; see docs/concepts.md"] }
    return listing
  }
}
