/// A regular expression as the steps of a machine that follows all alternatives side by side.
struct PatternProgram: Sendable, Equatable {
  enum Step: Sendable, Equatable {
    /// A character of one of `sets`.
    case set(Int)
    case start, end
    case wordBoundary(Bool)
    /// Goes on at both places; the first is preferred.
    case split(Int, Int)
    case jump(Int)
    /// The named group begins or ends here.
    case mark(isEnd: Bool)
    case match
  }

  private(set) var steps: [Step] = []
  private(set) var sets: [ScalarSet] = []
  /// The group whose text is wanted.
  private let group: String?

  /// Whether it can only match from the beginning of a text.
  var isAnchored: Bool {
    for step in steps {
      switch step {
      case .mark: continue
      case .start: return true
      default: return false
      }
    }
    return false
  }

  private static let mostSteps = 20_000

  init(_ node: PatternNode, group: String?) throws(PatternError) {
    self.group = group
    try add(node)
    try append(.match)
  }

  private mutating func append(_ step: Step) throws(PatternError) {
    guard steps.count < Self.mostSteps else { throw PatternError(what: "it is too large") }
    steps.append(step)
  }

  private mutating func add(_ node: PatternNode) throws(PatternError) {
    switch node {
    case .set(let set):
      try append(.set(sets.count))
      sets.append(set)
    case .start: try append(.start)
    case .end: try append(.end)
    case .wordBoundary(let isOne): try append(.wordBoundary(isOne))
    case .sequence(let nodes): for node in nodes { try add(node) }
    case .choice(let branches): try add(branches[...])
    case .group(let inner, let name):
      let isWanted = name != nil && name == group
      if isWanted { try append(.mark(isEnd: false)) }
      try add(inner)
      if isWanted { try append(.mark(isEnd: true)) }
    case .repetition(let inner, let least, let most, let isGreedy):
      for _ in 0..<least { try add(inner) }
      guard let most else { return try addLoop(inner, isGreedy) }
      for _ in least..<most { try addOption(inner, isGreedy) }
    }
  }

  private mutating func add(_ branches: ArraySlice<PatternNode>) throws(PatternError) {
    guard let first = branches.first else { return }
    guard branches.count > 1 else { return try add(first) }
    let split = steps.count
    try append(.split(split + 1, 0))
    try add(first)
    let jump = steps.count
    try append(.jump(0))
    steps[split] = .split(split + 1, steps.count)
    try add(branches.dropFirst())
    steps[jump] = .jump(steps.count)
  }

  private mutating func addOption(_ node: PatternNode, _ isGreedy: Bool) throws(PatternError) {
    let split = steps.count
    try append(.split(0, 0))
    try add(node)
    steps[split] = isGreedy ? .split(split + 1, steps.count) : .split(steps.count, split + 1)
  }

  private mutating func addLoop(_ node: PatternNode, _ isGreedy: Bool) throws(PatternError) {
    let split = steps.count
    try append(.split(0, 0))
    try add(node)
    try append(.jump(split))
    steps[split] = isGreedy ? .split(split + 1, steps.count) : .split(steps.count, split + 1)
  }
}
