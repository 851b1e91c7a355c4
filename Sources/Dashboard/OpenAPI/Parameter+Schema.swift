internal import Billing

extension Parameter {
  /// The parameter as OpenAPI 3.1 describes it.
  var document: JSONTree {
    .object([
      ("name", .text(name)), ("in", "query"), ("description", .text(summary)),
      ("required", .flag(isRequired)), ("schema", kind.schema),
    ])
  }
}

extension Parameter.Kind {
  /// A form sends what nobody filled in as an empty text, which counts as not sent.
  fileprivate var schema: JSONTree {
    switch self {
    case .text: ["type": "string"]
    case .list: ["type": "array", "items": ["type": "string"]]
    case .conditions: ["type": "array", "items": ["type": "string"]]
    case .oneOf(let values): ["type": "string", "enum": .array((values + [""]).map(JSONTree.text))]
    case .someOf(let values):
      ["type": "array", "items": ["type": "string", "enum": .array((values + [""]).map(JSONTree.text))]]
    case .count(let range):
      [
        "anyOf": [
          ["type": "integer", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)],
          ["const": ""],
        ]
      ]
    case .flag: ["anyOf": [["type": "boolean"], ["const": ""]]]
    case .hour: ["type": "string", "examples": ["2026-10-31", "2026-10-31T12:00Z"]]
    case .time: ["type": "string", "examples": ["2026-10-31", "2026-10-31T12:34:56Z"]]
    case .month: ["type": "string", "pattern": "^([0-9]{4}-(0[1-9]|1[0-2]))?$", "examples": ["2026-10"]]
    case .days: ["type": "string", "pattern": "^([0-9]+d)?$", "examples": ["7d"]]
    case .bill:
      ["type": "string", "examples": ["2026-10", "111111111111/2026-10", "111111111111/2026-10@1"]]
    }
  }
}
