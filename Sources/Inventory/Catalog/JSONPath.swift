/// Where something is in an answer: keys set apart by points.
///
/// `[]` behind a key stands for each element of its array, and `[Key=name]` for those elements whose `Key` is
/// `name`: `Attributes[Key=access_logs.s3.enabled].Value`.
struct JSONPath: Sendable, ExpressibleByStringLiteral {
  struct Step: Sendable {
    /// Which elements of the key's value the path goes on with.
    enum Choice: Sendable {
      /// The value itself.
      case value
      case each
      case whose(key: [UInt8], value: [UInt8])
    }

    var key: [UInt8]
    var choice: Choice

    fileprivate init(_ text: Substring) {
      guard text.last == "]", let open = text.firstIndex(of: "[") else {
        (key, choice) = (Array(text.utf8), .value)
        return
      }
      key = Array(text[..<open].utf8)
      let inner = text[text.index(after: open)...].dropLast().split(separator: "=", maxSplits: 1)
      choice =
        inner.count == 2 ? .whose(key: Array(inner[0].utf8), value: Array(inner[1].utf8)) : .each
    }
  }

  let text: String
  let steps: [Step]

  init(_ text: String) {
    self.text = text
    steps = Self.split(text).map(Step.init)
  }

  init(stringLiteral text: String) { self.init(text) }

  private init(_ text: String, _ steps: [Step]) {
    self.text = text
    self.steps = steps
  }

  /// The path without its last step, which leads to the object that holds it.
  var holder: JSONPath { JSONPath(text, steps.dropLast()) }

  /// The last step alone.
  var ending: JSONPath { JSONPath(text, steps.suffix(1)) }

  /// The first value at the path; nil where there is none or it is null.
  func first(in value: JSONValue) -> JSONValue? {
    var found: JSONValue?
    visit(value) { if found == nil { found = $0 } }
    return found
  }

  /// Calls `body` with each value at the path that is not null.
  func visit(_ value: JSONValue, _ body: (JSONValue) -> Void) { visit(value, steps[...], body) }

  private func visit(_ value: JSONValue, _ steps: ArraySlice<Step>, _ body: (JSONValue) -> Void) {
    guard let step = steps.first else {
      if !value.isNull { body(value) }
      return
    }
    guard let member = value.member(step.key) else { return }
    switch step.choice {
    case .value: visit(member, steps.dropFirst(), body)
    case .each: member.forEach { visit($0, steps.dropFirst(), body) }
    case .whose(let key, let wanted):
      member.forEach { element in
        guard let found = element.member(key)?.scalar, found.utf8.elementsEqual(wanted) else { return }
        visit(element, steps.dropFirst(), body)
      }
    }
  }

  /// Cuts at the points that stand outside of brackets.
  private static func split(_ text: String) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var isInside = false
    for index in text.indices {
      switch text[index] {
      case "[": isInside = true
      case "]": isInside = false
      case "." where !isInside:
        parts.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
    }
    if start < text.endIndex { parts.append(text[start...]) }
    return parts
  }
}
