internal import Billing

/// What must hold of a charge.
indirect enum Condition: Sendable, Hashable {
  case compare(FieldTest)
  case all([Condition])
  case any([Condition])
  case not(Condition)

  /// The fields that it looks at.
  var fields: Set<Field> {
    switch self {
    case .compare(let test): [test.field]
    case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.fields) }
    case .not(let part): part.fields
    }
  }
}

/// A comparison of one field: `region=eu-*,us-east-1`.
struct FieldTest: Sendable, Hashable {
  var field: Field
  var comparison: Filter.Comparison
  /// The values as they are written.
  var values: [String]
  /// For `~` and `!~`.
  var pattern: LinearPattern?
}
