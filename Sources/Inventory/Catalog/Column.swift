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
    /// The value as the answer has it, as JSON, for `json_extract`.
    case json
    /// What stands behind the last `/` or `:`, which is the name in an ARN or a URL.
    case ending
    /// What is known from where the row was found, such as the resource that was asked about.
    case given
  }

  public let name: String
  public let form: Form
  /// The name as a stored document has it, in quotes and with its colon.
  let key: [UInt8]
  /// The name's bytes.
  let nameBytes: [UInt8]
  /// Where it is, counted from the resource: `Placement.AvailabilityZone`, `SecurityGroups[].GroupId`.
  let path: JSONPath
  /// Whether the path is counted from the object that holds the row, and not from the row.
  let isOfHolder: Bool

  private init(_ name: String, _ form: Form, _ path: String) {
    self.name = name
    self.form = form
    key = Array("\"\(name)\":".utf8)
    nameBytes = Array(name.utf8)
    isOfHolder = path.hasPrefix("^.")
    self.path = JSONPath(isOfHolder ? String(path.dropFirst(2)) : path)
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
  static func json(_ name: String, _ path: String) -> Column { Column(name, .json, path) }
  static func ending(_ name: String, _ path: String) -> Column { Column(name, .ending, path) }
  static func given(_ name: String) -> Column { Column(name, .given, name) }

  /// SQLite's type for it.
  public var isInteger: Bool {
    switch form {
    case .integer, .flag, .count, .present: true
    case .text, .time, .list, .split, .tag, .json, .ending, .given: false
    }
  }
}
