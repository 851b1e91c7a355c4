/// A regular expression as a tree.
indirect enum PatternNode: Equatable {
  case set(ScalarSet)
  case start, end
  /// `\b`, or `\B` where it must not be one.
  case wordBoundary(Bool)
  case sequence([PatternNode])
  /// The first that matches is preferred.
  case choice([PatternNode])
  case repetition(PatternNode, least: Int, most: Int?, isGreedy: Bool)
  case group(PatternNode, name: String?)
}

/// What is wrong with a regular expression.
struct PatternError: Error, Equatable {
  var what: String
}
