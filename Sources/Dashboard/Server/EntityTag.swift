internal import HTTPTypes

/// What tells one state of an answer from another (RFC 9110, 8.8.3).
///
/// It is a weak one: the answer may come packed or not.
struct EntityTag: Sendable, Equatable {
  /// What stands between the quotes.
  let opaque: String

  init(_ opaque: String) { self.opaque = opaque }

  /// As it stands in `ETag`.
  var text: String { "W/\"\(opaque)\"" }

  /// What `If-None-Match` asks.
  enum Condition: Equatable {
    case none
    /// Whatever there is.
    case any
    case tags([EntityTag])

    init(_ headers: HTTPFields) {
      let values = headers[values: .ifNoneMatch]
      guard !values.isEmpty else {
        self = .none
        return
      }
      let text = values.joined(separator: ",")
      self = text.trimmed == "*" ? .any : .tags(EntityTag.list(text))
    }

    func names(_ tag: EntityTag) -> Bool {
      if case .tags(let tags) = self { tags.contains(tag) } else { false }
    }
  }

  /// The tags of a list such as `"a", W/"b,c"`, without what is none; weak ones and strong ones count alike.
  private static func list(_ text: String) -> [EntityTag] {
    var tags: [EntityTag] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "\"") {
      let inner = rest[rest.index(after: start)...]
      guard let end = inner.firstIndex(of: "\"") else { break }
      tags.append(EntityTag(String(inner[..<end])))
      rest = inner[inner.index(after: end)...]
    }
    return tags
  }
}

extension StringProtocol {
  /// Without the blanks around it that header fields may have.
  var trimmed: String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    return String(self.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
