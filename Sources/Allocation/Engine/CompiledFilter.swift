/// A condition of a question, ready to be held against charges.
struct CompiledFilter {
  let field: Field
  private let test: FilterTest

  init(_ filter: Filter, _ field: Field) throws {
    self.field = field
    test = try FilterTest(filter)
  }

  /// Whether a value passes; nil is an absent one.
  func holds(_ value: String?) -> Bool { test.holds(for: value) }
}
