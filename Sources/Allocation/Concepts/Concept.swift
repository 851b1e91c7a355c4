internal import Billing

/// A business dimension that the organisation defines from others: team, product, environment.
public struct Concept: Sendable, Equatable {
  public var name: String
  public var place: Place
  /// Where its value comes from: the first source that is not empty.
  var from: [ConceptSource] = []
  /// Whether spellings that differ in case, space, `_` and `-` are one.
  public var fold = false
  var values = ValueMap()
  /// For what nothing above claims: the first that holds.
  var rules: [ConceptRule] = []
  /// What becomes of charges such as taxes, before all else.
  var treatments: [Treatment] = []
  /// Values that accounts give to whatever is not claimed above.
  var accountDefaults: [String: PlacedValue] = [:]
  /// The value of charges that nothing above claims; nil leaves them without one.
  public var otherwise: String?
  /// How values' costs are spread over others, in order.
  var shares: [CostShare] = []

  /// The keys of the tags that it is made from, in their order.
  public var tagKeys: [String] {
    from.compactMap { if case .tag(let key) = $0.field { key } else { nil } }
  }

  /// What it is made from, as the settings name it.
  public var sourceNames: [String] { from.map(\.field.name) }

  public var ruleCount: Int { rules.count }

  /// The values whose costs are spread over others.
  public var sharedValues: [String] { shares.compactMap(\.source) }

  /// Whether any of its values' costs are spread over others.
  public var isShared: Bool { !shares.isEmpty || treatments.contains { $0.spread != nil } }

  /// The values that its settings write.
  var writtenValues: [String] {
    values.entries.map(\.value) + rules.map(\.value) + accountDefaults.values.map(\.value) + sharedValues
      + shares.flatMap { $0.targets ?? [] }
  }

  /// The fields that decide its value.
  var fields: Set<Field> {
    var fields = Set(from.map(\.field))
    for rule in rules { fields.formUnion(rule.condition.fields) }
    for treatment in treatments { fields.formUnion(treatment.condition.fields) }
    if !accountDefaults.isEmpty { fields.insert(.dimension(.account)) }
    return fields
  }
}

/// A field that a concept's value comes from.
struct ConceptSource: Sendable, Equatable {
  var field: Field
  /// Takes a part of the field's value: what its one named group matches.
  var match: LinearPattern?
  var place: Place
}

/// A value, and where it is written.
struct PlacedValue: Sendable, Equatable {
  var value: String
  var place: Place
}

/// Gives a value to charges that nothing else claims.
struct ConceptRule: Sendable, Equatable {
  var condition: Condition
  var value: String
  var validity = Validity.always
  var place: Place
}

/// What becomes of charges that are no plain use: credits, taxes, support, fees.
struct Treatment: Sendable, Equatable {
  enum Action: Sendable, Equatable {
    /// They are read as any other charge.
    case stay
    case value(String)
    case spread(CostShare)
  }

  var condition: Condition
  var action: Action
  var validity = Validity.always
  var place: Place

  var spread: CostShare? { if case .spread(let share) = action { share } else { nil } }
}
