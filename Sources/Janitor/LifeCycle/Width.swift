/// How much of a type a rule flags.
public struct Width: Sendable, Equatable {
  /// Types with fewer resources are judged one by one.
  static let leastTotal = 20

  public var flagged: Int
  public var total: Int

  public init(flagged: Int, total: Int) {
    self.flagged = flagged
    self.total = total
  }

  var isOverHalf: Bool { total >= Self.leastTotal && flagged * 2 > total }

  var isUnderHalf: Bool { total == 0 || flagged * 2 < total }

  /// Whether a rule that flags so much marks nothing: it flags most of a type, and did not before.
  ///
  /// - Parameter last: on the last night on which it was let through; nil where there was none.
  ///   A night that saw little may have flagged most of it; twice as many as then are sudden all the same.
  func isSudden(after last: Width?) -> Bool {
    isOverHalf && (last.map { $0.isUnderHalf || $0.flagged * 2 < flagged } ?? true)
  }
}

/// A rule that marked nothing, since it suddenly flags most of a type.
public struct WideAlert: Sendable, Equatable {
  public var rule: String
  public var type: String
  public var width: Width
  public var last: Width?

  public var text: String {
    let before = last.map { "\($0.flagged) of \($0.total)" } ?? "none yet"
    return "\(rule) flags \(width.flagged) of \(width.total) \(type) (on the last night that it was let "
      + "through: \(before)) and marks nothing; look at what changed, and write allow_wide: [\(rule)] "
      + "under janitor where it is right"
  }
}
