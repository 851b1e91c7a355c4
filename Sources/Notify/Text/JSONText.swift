internal import FoundationEssentials

/// JSON on one line, with its keys in order.
enum JSONText {
  static func of(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// A string's inside: what stands between the quotes.
  static func inside(_ text: String) -> String {
    // Encoding a string cannot fail.
    String(((try? of(text)) ?? "\"\"").dropFirst().dropLast())
  }

  /// JSON of any layout on one line: a line end can't stand within a string.
  static func oneLine(_ json: String) -> String {
    String(json.unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : Character($0) })
  }

  static func isValid(_ json: String) -> Bool {
    (try? JSONDecoder().decode(AnyJSON.self, from: Data(json.utf8))) != nil
  }

  private enum AnyJSON: Decodable {
    case some

    init(from decoder: any Decoder) throws { self = .some }
  }
}
