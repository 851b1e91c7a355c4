internal import Billing

/// How the cost of one value is spread over others.
struct CostShare: Sendable, Equatable {
  enum Weighting: Sendable, Equatable {
    /// The targets' effective cost of use in the billing period.
    case cost
    case even
    case weights([String: Amount])
    /// The effective cost of use of the values of another concept.
    case concept(String)
    /// A measured series, hour by hour.
    case metric(String)

    /// As it is told to people.
    var description: String {
      switch self {
      case .cost: "by cost"
      case .even: "evenly"
      case .weights: "by weights"
      case .concept(let name): "by the cost of \(name)"
      case .metric(let name): "by metric \(name)"
      }
    }
  }

  /// The value whose cost is spread; nil for the charges of a treatment.
  var source: String?
  var weighting: Weighting
  /// The only values that get a part; nil for all but the source, those emptied before, and `otherwise`.
  var targets: [String]?
  var place: Place
}
