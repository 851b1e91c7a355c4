internal import Billing

/// Writes what is kept of a resource as one JSON object, the same bytes for the same content.
///
/// A resource gets a new version when these bytes change, so nothing may hang on the order in which a
/// provider lists tags or security groups, and what is absent is left out.
struct DocumentWriter {
  private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

  mutating func finish() -> String {
    bytes.append(UInt8(ascii: "}"))
    return String(decoding: bytes, as: UTF8.self)
  }

  mutating func add(_ key: String, _ text: String?) {
    guard let text else { return }
    addKey(key)
    JSONEscapes.append(text, to: &bytes)
  }

  mutating func add(_ key: String, raw: String) {
    addKey(key)
    bytes.append(contentsOf: raw.utf8)
  }

  /// Tags as an object in alphabetical order.
  mutating func add(tags: [String: String]) {
    addKey("tags")
    bytes.append(UInt8(ascii: "{"))
    for (key, value) in tags.sorted(by: { $0.key < $1.key }) {
      addKey(key)
      JSONEscapes.append(value, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Rows of a part, in the order of their bytes.
  mutating func add(_ key: String, rows: [[UInt8]]) {
    addKey(key)
    bytes.append(UInt8(ascii: "["))
    for (index, row) in rows.sorted(by: { $0.lexicographicallyPrecedes($1) }).enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: row)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// A column of a resource, read from its place in the answer.
  mutating func add(_ column: Column, of row: Row) throws(AnswerFault) {
    guard let item = column.isOfHolder ? row.holder : row.item else { return }
    switch column.form {
    case .tag: add(column.name, row.tags[column.path.text])
    case .given: add(column.name, row.given[column.name])
    case .json: if let value = column.path.first(in: item) { add(column.name, raw: value.compact) }
    case .list: add(column.name, texts: scalars(column, item).sorted())
    case .split:
      let parts = scalars(column, item).flatMap { $0.split(separator: ",").map(String.init) }
      add(column.name, texts: parts.sorted())
    case .count:
      var count = 0
      column.path.visit(item) { _ in count += 1 }
      add(column.name, raw: String(count))
    case .present: add(column.name, raw: column.path.first(in: item) == nil ? "0" : "1")
    case .text, .integer, .flag, .time, .ending:
      guard let value = column.path.first(in: item) else { return }
      guard let text = value.scalar else { throw AnswerFault(column.path.text, "is no single value") }
      try addScalar(column, text)
    }
  }

  private mutating func addScalar(_ column: Column, _ text: String) throws(AnswerFault) {
    switch column.form {
    case .integer:
      guard let number = Int64(text) else {
        throw AnswerFault(column.path.text, "is '\(text)' where a whole number belongs")
      }
      add(column.name, raw: String(number))
    case .flag:
      guard text == "true" || text == "false" else {
        throw AnswerFault(column.path.text, "is '\(text)' where true or false belongs")
      }
      add(column.name, raw: text == "true" ? "1" : "0")
    case .time:
      // The provider's sentence about a change may have no time in it; then nothing is known.
      if let seconds = RecordedTime.seconds(text) {
        add(column.name, Civil.timeText(seconds: seconds))
      } else if !text.isEmpty, text.first?.isNumber == true {
        throw AnswerFault(column.path.text, "is '\(text)' where a time belongs")
      }
    case .ending: add(column.name, text.afterLastSeparator)
    default:
      // Providers write "" for what is not there, such as the instance of a gateway's address.
      if !text.isEmpty { add(column.name, text) }
    }
  }

  private func scalars(_ column: Column, _ item: JSONValue) -> [String] {
    var texts: [String] = []
    column.path.visit(item) { if let text = $0.scalar, !text.isEmpty { texts.append(text) } }
    return texts
  }

  private mutating func add(_ key: String, texts: [String]) {
    addKey(key)
    bytes.append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONEscapes.append(text, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func addKey(_ key: String) {
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    JSONEscapes.append(key, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }
}

/// What is wrong with one field of an answer.
struct AnswerFault: Error, Equatable {
  var path: String
  var what: String

  init(_ path: String, _ what: String) {
    self.path = path
    self.what = what
  }
}

/// What a row's columns are read from.
struct Row {
  let item: JSONValue
  /// The object whose list the item stands in.
  let holder: JSONValue?
  let tags: [String: String]
  /// What is known from where the row was found.
  let given: [String: String]
}
