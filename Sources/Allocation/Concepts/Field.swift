internal import Billing

/// What a charge can be asked for by name.
enum Field: Hashable, Sendable {
  case dimension(Dimension)
  case tag(String)
  case costCategory(String)
  case concept(String)
  /// How a concept's value was found; no question names it.
  case origin(String)

  /// A dimension, `tag:KEY` or `cost_category:KEY`; nil for any other name.
  init?(_ name: String) {
    if let dimension = Dimension(rawValue: name) {
      self = .dimension(dimension)
    } else if name.hasPrefix("tag:"), name.count > 4 {
      self = .tag(String(name.dropFirst(4)))
    } else if name.hasPrefix("cost_category:"), name.count > 14 {
      self = .costCategory(String(name.dropFirst(14)))
    } else {
      return nil
    }
  }

  /// As a question names it.
  var name: String {
    switch self {
    case .dimension(let dimension): dimension.rawValue
    case .tag(let key): "tag:\(key)"
    case .costCategory(let key): "cost_category:\(key)"
    case .concept(let name), .origin(let name): name
    }
  }

  /// The concept that it is, or that it tells of.
  var conceptName: String? {
    switch self {
    case .concept(let name), .origin(let name): name
    default: nil
    }
  }

  /// Whether people write its keys and values, and so spell them in more than one way.
  var isFoldable: Bool {
    switch self {
    case .tag, .costCategory, .concept: true
    case .dimension, .origin: false
    }
  }
}
