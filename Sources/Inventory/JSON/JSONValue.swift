/// One value of a JSON document, decoded when it is asked for.
struct JSONValue {
  let document: JSONDocument
  let index: Int

  private var node: JSONDocument.Node { document.nodes[index] }

  var kind: JSONDocument.Kind { node.kind }

  /// The value of an object's key; nil where there is none, or where this is no object.
  func member(_ key: [UInt8]) -> JSONValue? {
    guard kind == .object else { return nil }
    let end = Int(node.next)
    var child = index + 1
    while child < end {
      if document.nodes[child].holds(key, in: document.bytes) {
        return JSONValue(document: document, index: child + 1)
      }
      child = Int(document.nodes[child + 1].next)
    }
    return nil
  }

  func member(_ key: String) -> JSONValue? { member(Array(key.utf8)) }

  /// The same, where members are asked for in about the order in which they stand.
  ///
  /// - Parameter cursor: where to begin, 0 at first; it is left behind the member that was found.
  func member(_ key: [UInt8], from cursor: inout Int) -> JSONValue? {
    guard kind == .object else { return nil }
    let (first, end) = (index + 1, Int(node.next))
    let start = cursor > first && cursor < end ? cursor : first
    var child = start
    repeat {
      if child == end {
        child = first
        continue
      }
      let found = document.nodes[child].holds(key, in: document.bytes)
      let value = child + 1
      child = Int(document.nodes[value].next)
      if found {
        cursor = child
        return JSONValue(document: document, index: value)
      }
    } while child != start
    return nil
  }

  /// An object's keys and values, or none.
  var members: [(key: String, value: JSONValue)] {
    guard kind == .object else { return [] }
    var result: [(String, JSONValue)] = []
    var child = index + 1
    while child < Int(node.next) {
      let key = JSONValue(document: document, index: child)
      result.append((key.string ?? "", JSONValue(document: document, index: child + 1)))
      child = Int(document.nodes[child + 1].next)
    }
    return result
  }

  /// Calls `body` with each element of an array.
  func forEach(_ body: (JSONValue) throws -> Void) rethrows {
    guard kind == .array else { return }
    let end = Int(node.next)
    var child = index + 1
    while child < end {
      try body(JSONValue(document: document, index: child))
      child = Int(document.nodes[child].next)
    }
  }

  /// An array's elements, or none.
  var elements: [JSONValue] {
    var elements: [JSONValue] = []
    forEach { elements.append($0) }
    return elements
  }

  /// The text of a string; nil for all else.
  var string: String? {
    guard kind == .string else { return nil }
    let range = Int(node.start)..<Int(node.end)
    guard node.isEscaped else { return String(decoding: document.bytes[range], as: UTF8.self) }
    return JSONEscapes.decoded(document.bytes[range])
  }

  /// The bytes of a string without escapes, with its quotes; nil for all else.
  var plainQuoted: ArraySlice<UInt8>? {
    guard kind == .string, !node.isEscaped else { return nil }
    return document.bytes[Int(node.start) - 1...Int(node.end)]
  }

  /// A string's text, or the bytes of a number or a word as they stand.
  var scalar: String? {
    switch kind {
    case .string: string
    case .number, .yes, .no:
      String(decoding: document.bytes[Int(node.start)..<Int(node.end)], as: UTF8.self)
    case .object, .array, .null: nil
    }
  }

  /// The bytes of the value as they stand: a string's without its quotes, with its escapes.
  var bytes: ArraySlice<UInt8> { document.bytes[Int(node.start)..<Int(node.end)] }

  var isEscaped: Bool { node.isEscaped }

  var isNull: Bool { kind == .null }

  /// The value as JSON without blanks.
  var compact: String {
    var output: [UInt8] = []
    appendCompact(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private func appendCompact(to output: inout [UInt8]) {
    let end = Int(node.next)
    switch kind {
    case .object:
      output.append(UInt8(ascii: "{"))
      var child = index + 1
      while child < end {
        if child > index + 1 { output.append(UInt8(ascii: ",")) }
        JSONValue(document: document, index: child).appendCompact(to: &output)
        output.append(UInt8(ascii: ":"))
        JSONValue(document: document, index: child + 1).appendCompact(to: &output)
        child = Int(document.nodes[child + 1].next)
      }
      output.append(UInt8(ascii: "}"))
    case .array:
      output.append(UInt8(ascii: "["))
      var child = index + 1
      while child < end {
        if child > index + 1 { output.append(UInt8(ascii: ",")) }
        JSONValue(document: document, index: child).appendCompact(to: &output)
        child = Int(document.nodes[child].next)
      }
      output.append(UInt8(ascii: "]"))
    case .string:
      output.append(UInt8(ascii: "\""))
      output += document.bytes[Int(node.start)..<Int(node.end)]
      output.append(UInt8(ascii: "\""))
    case .number, .yes, .no, .null: output += document.bytes[Int(node.start)..<Int(node.end)]
    }
  }
}

extension JSONDocument.Node {
  fileprivate func holds(_ key: [UInt8], in bytes: [UInt8]) -> Bool {
    guard Int(end - start) == key.count else { return false }
    let first = Int(start)
    for offset in 0..<key.count where bytes[first + offset] != key[offset] { return false }
    return true
  }
}
