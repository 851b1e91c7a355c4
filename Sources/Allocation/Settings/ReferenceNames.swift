internal import Billing

/// The names that a mapping may refer to.
struct ReferenceNames {
  let concepts: [String]
  let metrics: [String]

  /// A field by its name; a name that nobody knows is an error.
  func field(_ name: String, at place: Place) throws -> Field {
    if concepts.contains(name) { return .concept(name) }
    if let field = Field(name) { return field }
    let known = Dimension.allCases.map(\.rawValue) + concepts
    throw Problem.unknownField("\(place)", name, near: NearestName.of(name, among: known))
  }
}
