public import Billing

extension Measure {
  /// The heading of a column of it: every total names its measure.
  public var heading: String {
    let name = isMoney ? "\(rawValue.replacing("_", with: " ")) cost" : "usage"
    return name.prefix(1).uppercased() + name.dropFirst()
  }
}
