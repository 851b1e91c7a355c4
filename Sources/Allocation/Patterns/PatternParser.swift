/// Reads the text of a regular expression.
///
/// It knows what RE2 knows but for Unicode classes: no look-around and no references back, which are what
/// makes others try without end.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var ignoresCase = false
  private var depth = 0
  private(set) var names: [String] = []

  private static let mostRepetitions = 1000
  private static let deepest = 200

  static func parse(_ text: String) throws(PatternError) -> (node: PatternNode, names: [String]) {
    var parser = PatternParser(scalars: Array(text.unicodeScalars))
    let node = try parser.choice()
    guard parser.position == parser.scalars.count else { throw PatternError(what: "a ')' has no '('") }
    return (node, parser.names)
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func skip(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard scalars[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  private mutating func choice() throws(PatternError) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw PatternError(what: "its groups are nested too deeply") }
    let outerCase = ignoresCase
    defer { ignoresCase = outerCase }
    var branches = [try sequence()]
    while skip("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternError) -> PatternNode {
    var nodes: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      guard let node = try atom() else { continue }
      nodes.append(try repeated(node))
    }
    return .sequence(nodes)
  }

  /// - Returns: nil for a flag such as `(?i)`.
  private mutating func atom() throws(PatternError) -> PatternNode? {
    guard let scalar = next else { return nil }
    position += 1
    switch scalar {
    case "^": return .start
    case "$": return .end
    case ".": return .set(.anyButLineEnd)
    case "(": return try group()
    case "[": return .set(try characterClass())
    case "\\": return try escape()
    case "*", "+", "?": throw PatternError(what: "'\(scalar)' has nothing before it to repeat")
    default: return literal(scalar)
    }
  }

  private func literal(_ scalar: Unicode.Scalar) -> PatternNode {
    let set = ScalarSet(scalar)
    return .set(ignoresCase ? set.withBothCases : set)
  }

  private mutating func group() throws(PatternError) -> PatternNode? {
    var name: String?
    if skip("?") {
      if skip("i)") {
        ignoresCase = true
        return nil
      }
      if skip("=") || skip("!") || skip("<=") || skip("<!") {
        throw PatternError(what: "looking ahead or behind is not supported")
      }
      if skip("<") || skip("P<") {
        name = try groupName()
      } else if !skip(":") {
        throw PatternError(what: "'(?' is followed by none of ':', '<name>' and 'i)'")
      }
    }
    let node = try choice()
    guard skip(")") else { throw PatternError(what: "a '(' is not closed") }
    return .group(node, name: name)
  }

  private mutating func groupName() throws(PatternError) -> String {
    var name = ""
    while let scalar = next, scalar != ">" {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard skip(">"), !name.isEmpty else { throw PatternError(what: "a group's name is not closed by '>'") }
    guard !names.contains(name) else { throw PatternError(what: "two groups are named '\(name)'") }
    names.append(name)
    return name
  }

  private mutating func repeated(_ node: PatternNode) throws(PatternError) -> PatternNode {
    var node = node
    while let scalar = next {
      let range: (Int, Int?)
      switch scalar {
      case "*": range = (0, nil)
      case "+": range = (1, nil)
      case "?": range = (0, 1)
      case "{":
        guard let counted = try countedRange() else { return node }
        range = counted
      default: return node
      }
      if scalar != "{" { position += 1 }
      let isGreedy = !skip("?")
      node = .repetition(node, least: range.0, most: range.1, isGreedy: isGreedy)
    }
    return node
  }

  /// `{2}`, `{2,}` or `{2,5}`; a brace that is none of these stands for itself.
  private mutating func countedRange() throws(PatternError) -> (Int, Int?)? {
    let start = position
    position += 1
    guard let least = number() else {
      position = start
      return nil
    }
    var most: Int? = least
    if skip(",") { most = number() }
    guard skip("}") else {
      position = start
      return nil
    }
    guard max(least, most ?? 0) <= Self.mostRepetitions else {
      throw PatternError(what: "it repeats something more than \(Self.mostRepetitions) times")
    }
    guard most ?? least >= least else { throw PatternError(what: "a repetition ends before it begins") }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = next, ("0"..."9").contains(scalar), value ?? 0 < 1_000_000 {
      value = (value ?? 0) * 10 + Int(scalar.value - 48)
      position += 1
    }
    return value
  }

  private mutating func escape() throws(PatternError) -> PatternNode {
    guard let scalar = next else { throw PatternError(what: "it ends in a single backslash") }
    if scalar == "b" || scalar == "B" {
      position += 1
      return .wordBoundary(scalar == "b")
    }
    if let ranges = try escapedRanges() { return .set(ScalarSet(ranges)) }
    return literal(try escapedScalar())
  }

  /// What `\d`, `\w`, `\s` and their opposites stand for; nil for another escape.
  private mutating func escapedRanges() throws(PatternError) -> [ClosedRange<UInt32>]? {
    let ranges: [ClosedRange<UInt32>]
    switch next {
    case "d": ranges = ScalarSet.digits
    case "D": ranges = ScalarSet.complement(ScalarSet.digits)
    case "w": ranges = ScalarSet.word
    case "W": ranges = ScalarSet.complement(ScalarSet.word)
    case "s": ranges = ScalarSet.space
    case "S": ranges = ScalarSet.complement(ScalarSet.space)
    default: return nil
    }
    position += 1
    return ranges
  }

  private mutating func escapedScalar() throws(PatternError) -> Unicode.Scalar {
    guard let scalar = next else { throw PatternError(what: "it ends in a single backslash") }
    position += 1
    switch scalar {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "1"..."9": throw PatternError(what: "references back such as \\\(scalar) are not supported")
    case "a"..."z", "A"..."Z", "0": throw PatternError(what: "'\\\(scalar)' is not known")
    default: return scalar
    }
  }

  private mutating func characterClass() throws(PatternError) -> ScalarSet {
    let isNegated = skip("^")
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      position += 1
      if scalar == "\\", let escaped = try escapedRanges() {
        ranges += escaped
        continue
      }
      let low = scalar == "\\" ? try escapedScalar() : scalar
      guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
        ranges.append(low.value...low.value)
        continue
      }
      position += 2
      let high = scalars[position - 1] == "\\" ? try escapedScalar() : scalars[position - 1]
      guard low <= high else { throw PatternError(what: "the range \(low)-\(high) ends before it begins") }
      ranges.append(low.value...high.value)
    }
    guard skip("]") else { throw PatternError(what: "a '[' is not closed") }
    let set = ScalarSet(ranges, isNegated: isNegated)
    return ignoresCase ? set.withBothCases : set
  }
}
