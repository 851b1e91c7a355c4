/// One column of a resource type's table, and where it is in the provider's answer.
public struct Column: Sendable {
  /// How the value is kept and what a rule sees.
  public enum Form: Sendable, Equatable {
    case text
    case integer
    /// 1 or 0; null where the answer has no such field.
    case flag
    /// ISO 8601 in UTC, to the second: `2026-10-02T03:00:00Z`.
    case time
    /// A JSON array of texts in alphabetical order, for `json_each`.
    case list
    /// A JSON array of texts from one text with commas.
    case split
    /// How many values there are at the path.
    case count
    /// 1 where the answer has something at the path, else 0.
    case present
    /// The value of the resource's tag named by the path.
    case tag
  }

  public let name: String
  public let form: Form
  /// Where it is, counted from the resource: `Placement.AvailabilityZone`, `SecurityGroups[].GroupId`.
  let path: JSONPath

  private init(_ name: String, _ form: Form, _ path: String) {
    self.name = name
    self.form = form
    self.path = JSONPath(path)
  }

  static func text(_ name: String, _ path: String) -> Column { Column(name, .text, path) }
  static func integer(_ name: String, _ path: String) -> Column { Column(name, .integer, path) }
  static func flag(_ name: String, _ path: String) -> Column { Column(name, .flag, path) }
  static func time(_ name: String, _ path: String) -> Column { Column(name, .time, path) }
  static func list(_ name: String, _ path: String) -> Column { Column(name, .list, path) }
  static func split(_ name: String, _ path: String) -> Column { Column(name, .split, path) }
  static func count(_ name: String, _ path: String) -> Column { Column(name, .count, path) }
  static func present(_ name: String, _ path: String) -> Column { Column(name, .present, path) }
  static func tag(_ name: String, _ key: String) -> Column { Column(name, .tag, key) }

  /// SQLite's type for it.
  public var isInteger: Bool {
    switch form {
    case .integer, .flag, .count, .present: true
    case .text, .time, .list, .split, .tag: false
    }
  }
}

/// Keys to follow from a JSON value; `[]` behind a key stands for each element of its array.
struct JSONPath: Sendable {
  struct Step: Sendable {
    var key: [UInt8]
    var each: Bool
  }

  let text: String
  let steps: [Step]

  init(_ text: String) {
    self.text = text
    steps = text.split(separator: ".").map { part in
      let each = part.hasSuffix("[]")
      return Step(key: Array((each ? part.dropLast(2) : part).utf8), each: each)
    }
  }

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
    if step.each {
      member.forEach { visit($0, steps.dropFirst(), body) }
    } else {
      visit(member, steps.dropFirst(), body)
    }
  }
}
