public import Billing

extension Filter {
  /// Reads a condition as people write it: `team=checkout,search`, `region!=us-east-1`, `usage_type~^Box`.
  ///
  /// The first comparison in the text counts, so values may hold `=` and `~`; a dimension that holds one
  /// is quoted, as in `"tag:a=b"=x`. The pattern of `~` and `!~` is taken whole, commas and blanks included.
  public init(parsing text: String) throws(Problem) {
    var rest = text.drop { $0 == " " }
    let quoted = rest.first == "\""
    var name = ""
    if quoted {
      rest.removeFirst()
      name = String(rest.prefix { $0 != "\"" })
      rest = rest.dropFirst(name.count + 1)
    }
    guard let (operation, range) = Self.firstComparison(in: rest) else { throw .noComparison(in: text) }
    let before = rest[..<range.lowerBound].trimmed
    if quoted {
      guard before.isEmpty else { throw .textBehindQuote(in: text) }
    } else {
      name = String(before)
    }
    guard !name.isEmpty else { throw .noDimension(in: text) }
    let after = rest[range.upperBound...]
    switch operation {
    case .equal, .different: self.init(name, operation, try commaSeparated(after))
    case .matches, .differs: self.init(name, operation, [String(after)])
    }
  }

  private static func firstComparison(in text: Substring) -> (Comparison, Range<Substring.Index>)? {
    for index in text.indices {
      // The long ones first: `!=` also ends in `=`.
      for comparison in [Comparison.different, .differs, .equal, .matches]
      where text[index...].hasPrefix(comparison.rawValue) {
        return (comparison, index..<text.index(index, offsetBy: comparison.rawValue.count))
      }
    }
    return nil
  }
}
