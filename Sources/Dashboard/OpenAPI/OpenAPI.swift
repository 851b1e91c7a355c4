internal import Billing
internal import Listings

/// The document that describes the API, written from what its resources declare.
enum OpenAPI {
  static let asset = Asset(
    path: "/api/v1/openapi.json", "application/openapi+json;version=3.1", Array(text.utf8))

  static let text = document.written() + "\n"

  private static let document: JSONTree = [
    "openapi": "3.1.1",
    "info": [
      "title": "Tarsier", "version": "1",
      "summary": "What the commands list, of one ledger.",
      "description": """
      Each answer is the JSON of a command: an array of flat objects. Amounts are decimals in strings, with all \
      their digits; null is what is absent. What commands tell beside their figures comes in Tarsier-Note. \
      An answer holds until the ledger, the settings or the hour change, which its ETag tells.
      """,
      "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
    ],
    "servers": [["url": "/"]],
    "paths": .object(API.all.map { ($0.path, path($0)) }),
    "components": ["schemas": ["Problem": problem], "responses": responses, "headers": headers],
  ]

  private static func path(_ resource: Resource) -> JSONTree {
    [
      "get": .object([
        ("operationId", .text(identifier(resource.path))), ("summary", .text(resource.summary)),
        ("parameters", .array(resource.parameters.map(\.document))),
        ("responses", ["200": answer(resource.form)] + otherAnswers),
      ])
    ]
  }

  /// `inventory_not_checked` of `/api/v1/inventory/not-checked`.
  private static func identifier(_ path: String) -> String {
    path.split(separator: "/").dropFirst(2).joined(separator: "_").replacing("-", with: "_")
  }

  private static func answer(_ form: Resource.Form) -> JSONTree {
    let content: JSONTree
    var sent: [(key: String, value: JSONTree)] = [("ETag", header("ETag"))]
    switch form {
    case .page: content = ["text/html": ["schema": ["type": "string"]]]
    case .text: content = ["text/plain": ["schema": ["type": "string"]]]
    case .listing(let columns):
      sent += [("Link", header("Link")), ("Tarsier-Note", header("Tarsier-Note"))]
      content = [
        "application/json": ["schema": ["type": "array", "items": row(columns)]],
        "text/csv": ["schema": ["type": "string"]], "text/markdown": ["schema": ["type": "string"]],
      ]
    }
    return ["description": "The answer.", "headers": .object(sent), "content": content]
  }

  /// - Parameter columns: those that are always there; others have the dimensions and tags asked for as keys.
  private static func row(_ columns: [Listing.Column]) -> JSONTree {
    [
      "type": "object", "properties": .object(columns.map { ($0.key, cell($0.kind)) }),
      "required": .array(columns.map { .text($0.key) }),
      "additionalProperties": ["type": ["string", "integer", "boolean", "null"]],
    ]
  }

  private static func cell(_ kind: Listing.Kind) -> JSONTree {
    switch kind {
    case .text: ["type": ["string", "null"]]
    case .money: ["type": ["string", "null"], "pattern": "^-?[0-9]+(\\.[0-9]+)?$"]
    case .count: ["type": ["integer", "null"]]
    case .flag: ["type": ["boolean", "null"]]
    }
  }

  private static func header(_ name: String) -> JSONTree {
    ["$ref": .text("#/components/headers/\(name)")]
  }

  private static let headers: JSONTree = [
    "ETag": [
      "description": "The state that the answer is of; send it back in If-None-Match.",
      "schema": ["type": "string"],
    ],
    "Link": [
      "description": "Where the rows that follow are, with rel=\"next\"; not there behind the last.",
      "schema": ["type": "string"],
    ],
    "Tarsier-Note": [
      "description":
        "What a reader must know beside the figures; once for each, with %XX for what is no ASCII.",
      "schema": ["type": "string"],
    ],
  ]

  private static let failures: [(code: String, name: String, words: String)] = [
    ("400", "Wrong", "The question is wrong: what is, and what to do."),
    ("401", "SignIn", "The server asks for a token, or for a user that a proxy names."),
    ("405", "OtherMethod", "Only GET and HEAD are answered."),
    ("414", "TooLong", "The address is too long."),
    ("421", "OtherHost", "The server does not answer under this name."),
    ("422", "TooMuch", "The answer would take too long, or have too many rows or sums."),
    ("503", "NotNow", "The ledger or the settings cannot be read just now."),
  ]

  private static let otherAnswers: JSONTree = .object(
    [("304", ["$ref": "#/components/responses/NotModified"])]
      + failures.map { ($0.code, ["$ref": .text("#/components/responses/\($0.name)")]) })

  private static let responses: JSONTree =
    ["NotModified": ["description": "What was sent with this ETag still holds."]]
    + .object(
      failures.map { failure in
        (
          failure.name,
          [
            "description": .text(failure.words),
            "content": [
              "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
            ],
          ]
        )
      })

  /// RFC 9457.
  private static let problem: JSONTree = [
    "type": "object",
    "properties": [
      "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
      "detail": ["type": "string"],
    ],
    "required": ["type", "title", "status", "detail"],
  ]
}
