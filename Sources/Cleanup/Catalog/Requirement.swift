internal import Inventory

/// What must be so in an answer, or a resource is left alone.
struct Requirement: Sendable {
  enum Test: Sendable {
    /// The value must be there and be one of these; what is not told is not known.
    case isOne(of: Set<String>)
    /// There must be no value, or an empty one, or one of these.
    case isAbsent(orOne: Set<String>)
    /// There must be nothing at the path.
    case isEmpty
    /// The value must not be this one.
    case isNot(String)
    /// No value may begin so.
    case doesNotBegin(String)
  }

  let path: String
  let test: Test
  /// Why it is left alone where it is not so: `it is attached`.
  let reason: String

  init(_ path: String, _ test: Test, else reason: String) {
    self.path = path
    self.test = test
    self.reason = reason
  }

  /// Why the resource is left alone; nil where it need not be.
  func objection(to item: AnswerItem) -> String? {
    let value = item.text(path)
    switch test {
    case .isOne(let values):
      guard let value else { return "whether \(reason) is not known" }
      return values.contains(value) ? nil : told(value)
    case .isAbsent(let values):
      guard let value, !value.isEmpty else { return nil }
      return values.contains(value) ? nil : told(value)
    case .isEmpty: return item.count(path) == 0 ? nil : reason
    case .isNot(let unwanted): return value == unwanted ? reason : nil
    case .doesNotBegin(let start): return value?.hasPrefix(start) == true ? reason : nil
    }
  }

  /// A state is told with its name.
  private func told(_ value: String) -> String {
    value == "true" || value == "false" ? reason : "\(reason) (\(value))"
  }
}
