internal import Billing

/// A business dimension that the organisation defines from others: team, product, environment.
public struct Concept: Sendable, Equatable {
  public var name: String
  /// Where its value comes from: the first field that is not empty.
  var from: [Field]
  /// The value of charges that nothing above claims; nil leaves them without one.
  public var otherwise: String?
  /// Values that accounts give to whatever is not claimed by their own fields.
  var accountDefaults: [String: String]

  /// The keys of the tags that it is made from, in their order.
  public var tagKeys: [String] { from.compactMap { if case .tag(let key) = $0 { key } else { nil } } }
}

/// What a charge can be asked for by name.
enum Field: Hashable, Sendable {
  case dimension(Dimension)
  case tag(String)
  case costCategory(String)
  case concept(String)

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
}
