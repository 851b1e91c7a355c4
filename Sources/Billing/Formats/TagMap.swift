/// Tags that a bill writes as JSON in one cell, and the one form in which Tarsier writes them.
public enum TagMap {
  /// Reads `{"team": "checkout", …}`; values that are no strings come as their JSON text.
  ///
  /// What is not JSON gives no tags: a bill is not refused for its tags.
  public static func read(_ text: String) -> [String: String] {
    var copy = text
    return copy.withUTF8 { bytes in
      var reader = unsafe JSONReader(bytes: bytes)
      return reader.map() ?? [:]
    }
  }

  /// One tag of `{"team": "checkout", …}`; nil where it is absent.
  public static func value(of key: String, in text: String) -> String? {
    var copy = text
    return copy.withUTF8 { bytes in
      var reader = unsafe JSONReader(bytes: bytes)
      return reader.value(of: key)
    }
  }

  /// The keys of all tags.
  public static func keys(in text: String) -> [String] {
    var copy = text
    return copy.withUTF8 { bytes in
      var reader = unsafe JSONReader(bytes: bytes)
      return reader.keys() ?? []
    }
  }

  /// The tags as a JSON object with its keys in order; nil where there are none.
  public static func text(_ tags: [String: String]) -> String? {
    guard !tags.isEmpty else { return nil }
    let members = tags.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
    return "{" + members.joined(separator: ",") + "}"
  }

  /// Reads a JSON array of strings.
  public static func list(_ text: String) -> [String] {
    var copy = text
    return copy.withUTF8 { bytes in
      var reader = unsafe JSONReader(bytes: bytes)
      return reader.list() ?? []
    }
  }

  /// A JSON string (RFC 8259) of a text.
  public static func quoted(_ text: String) -> String {
    var json: [UInt8] = []
    appendQuoted(text, to: &json)
    return String(decoding: json, as: UTF8.self)
  }

  /// Appends a text as a JSON string (RFC 8259).
  public static func appendQuoted(_ text: String, to json: inout [UInt8]) {
    json.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): json.append(contentsOf: #"\""#.utf8)
      case UInt8(ascii: "\\"): json.append(contentsOf: #"\\"#.utf8)
      case UInt8(ascii: "\n"): json.append(contentsOf: #"\n"#.utf8)
      case UInt8(ascii: "\r"): json.append(contentsOf: #"\r"#.utf8)
      case UInt8(ascii: "\t"): json.append(contentsOf: #"\t"#.utf8)
      case 0..<0x20:
        json.append(contentsOf: #"\u00"#.utf8)
        json.append(hexDigit(byte >> 4))
        json.append(hexDigit(byte & 15))
      default: json.append(byte)
      }
    }
    json.append(UInt8(ascii: "\""))
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}

/// Reads a flat JSON object; nested values are kept as their text.
@safe private struct JSONReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  mutating func map() -> [String: String]? {
    guard skip("{") else { return nil }
    if skip("}") { return [:] }
    // Four quotes a tag: a map that grows with each is made anew several times.
    let quotes = unsafe bytes.count { $0 == UInt8(ascii: "\"") }
    var map = [String: String](minimumCapacity: quotes / 4)
    repeat {
      guard let key = string(), skip(":"), let value = value() else { return nil }
      if let text = value.text { map[key] = text }
    } while skip(",")
    return skip("}") ? map : nil
  }

  mutating func value(of wanted: String) -> String? {
    guard skip("{") else { return nil }
    repeat {
      guard let key = string(), skip(":"), let value = value() else { return nil }
      if key == wanted { return value.text }
    } while skip(",")
    return nil
  }

  mutating func keys() -> [String]? {
    guard skip("{") else { return nil }
    var keys: [String] = []
    if skip("}") { return keys }
    repeat {
      guard let key = string(), skip(":"), value() != nil else { return nil }
      keys.append(key)
    } while skip(",")
    return skip("}") ? keys : nil
  }

  mutating func list() -> [String]? {
    guard skip("[") else { return nil }
    var list: [String] = []
    if skip("]") { return list }
    repeat {
      guard let element = string() else { return nil }
      list.append(element)
    } while skip(",")
    return skip("]") ? list : nil
  }

  /// A value; its text is nil for `null`.
  private mutating func value() -> (text: String?, Void)? {
    skipBlanks()
    guard unsafe position < bytes.count else { return nil }
    if unsafe bytes[position] == UInt8(ascii: "\"") { return string().map { ($0, ()) } }
    let start = position
    guard skipValue() else { return nil }
    let text = unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
    return (text == "null" ? nil : text, ())
  }

  private mutating func skipValue() -> Bool {
    var depth = 0
    while unsafe position < bytes.count {
      switch unsafe bytes[position] {
      case UInt8(ascii: "\""):
        guard string() != nil else { return false }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return true }
        depth -= 1
      case UInt8(ascii: ",") where depth == 0: return true
      case UInt8(ascii: " ") where depth == 0: return true
      default: break
      }
      position += 1
    }
    return depth == 0
  }

  private mutating func string() -> String? {
    guard skip("\"") else { return nil }
    if let plain = plainString() { return plain }
    var text: [UInt8] = []
    while unsafe position < bytes.count {
      let byte = unsafe bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard unsafe position < bytes.count else { return nil }
      let escape = unsafe bytes[position]
      position += 1
      switch escape {
      case UInt8(ascii: "n"): text.append(10)
      case UInt8(ascii: "r"): text.append(13)
      case UInt8(ascii: "t"): text.append(9)
      case UInt8(ascii: "b"): text.append(8)
      case UInt8(ascii: "f"): text.append(12)
      case UInt8(ascii: "u"):
        guard let scalar = unicodeEscape() else { return nil }
        text.append(contentsOf: String(Character(scalar)).utf8)
      default: text.append(escape)
      }
    }
    return nil
  }

  /// The rest of a string that has no escapes; nil, and nothing taken, for any other.
  private mutating func plainString() -> String? {
    var end = position
    while unsafe end < bytes.count, unsafe bytes[end] != UInt8(ascii: "\"") {
      if unsafe bytes[end] == UInt8(ascii: "\\") { return nil }
      end += 1
    }
    guard unsafe end < bytes.count else { return nil }
    let text = unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[position..<end]), as: UTF8.self)
    position = end + 1
    return text
  }

  private mutating func unicodeEscape() -> Unicode.Scalar? {
    guard let high = hex() else { return nil }
    guard (0xD800..<0xDC00).contains(high) else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
    guard unsafe position + 1 < bytes.count, unsafe bytes[position] == UInt8(ascii: "\\"),
      unsafe bytes[position + 1] == UInt8(ascii: "u")
    else { return "\u{FFFD}" }
    position += 2
    guard let low = hex(), (0xDC00..<0xE000).contains(low) else { return "\u{FFFD}" }
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
  }

  private mutating func hex() -> UInt32? {
    guard unsafe position + 4 <= bytes.count else { return nil }
    let digits = unsafe String(
      decoding: UnsafeBufferPointer(rebasing: bytes[position..<(position + 4)]), as: UTF8.self)
    position += 4
    return UInt32(digits, radix: 16)
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard unsafe position < bytes.count, unsafe bytes[position] == UInt8(ascii: character) else {
      return false
    }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while unsafe position < bytes.count, unsafe bytes[position] == 32 || (9...13).contains(bytes[position]) {
      position += 1
    }
  }
}
