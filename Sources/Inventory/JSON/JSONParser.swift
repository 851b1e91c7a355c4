/// Turns the bytes of a JSON text (RFC 8259) into nodes.
@safe struct JSONParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var nodes: [JSONDocument.Node] = []

  /// Deeper than any answer of a provider, and shallow enough for the stack.
  private static let deepest = 200

  static func nodes(of bytes: [UInt8]) throws(JSONFault) -> [JSONDocument.Node] {
    guard bytes.count < Int(UInt32.max) else { throw JSONFault(offset: 0, reason: "is larger than 4 GB") }
    var result: Result<[JSONDocument.Node], JSONFault> = .success([])
    unsafe bytes.withUnsafeBufferPointer { buffer in
      var parser = unsafe JSONParser(bytes: buffer)
      do throws(JSONFault) {
        try parser.text()
        result = .success(parser.nodes)
      } catch {
        result = .failure(error)
      }
    }
    return try result.get()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) {
    unsafe self.bytes = unsafe bytes
    nodes.reserveCapacity(bytes.count / 16 + 8)
  }

  private mutating func text() throws(JSONFault) {
    // A byte order mark, as some editors leave it.
    if unsafe bytes.count >= 3, unsafe bytes[0] == 0xEF, unsafe bytes[1] == 0xBB, unsafe bytes[2] == 0xBF {
      position = 3
    }
    skipBlanks()
    if unsafe position == bytes.count { throw fault("is empty") }
    try value(depth: 0)
    skipBlanks()
    if unsafe position < bytes.count { throw fault("has more behind its end") }
  }

  private mutating func value(depth: Int) throws(JSONFault) {
    guard unsafe position < bytes.count else { throw fault("ends too early") }
    if depth > Self.deepest { throw fault("is nested too deeply") }
    switch unsafe bytes[position] {
    case UInt8(ascii: "{"): try object(depth: depth)
    case UInt8(ascii: "["): try array(depth: depth)
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "t"): try word("true", .yes)
    case UInt8(ascii: "f"): try word("false", .no)
    case UInt8(ascii: "n"): try word("null", .null)
    default: try number()
    }
  }

  private mutating func object(depth: Int) throws(JSONFault) {
    let own = open(.object)
    skipBlanks()
    if !skip(UInt8(ascii: "}")) {
      repeat {
        skipBlanks()
        guard unsafe position < bytes.count else { throw fault("ends too early") }
        guard unsafe bytes[position] == UInt8(ascii: "\"") else {
          throw fault("has no key where one belongs")
        }
        try string()
        skipBlanks()
        guard skip(UInt8(ascii: ":")) else { throw unexpected("a colon") }
        skipBlanks()
        try value(depth: depth + 1)
        skipBlanks()
      } while skip(UInt8(ascii: ","))
      guard skip(UInt8(ascii: "}")) else { throw unexpected("a comma or }") }
    }
    close(own)
  }

  private mutating func array(depth: Int) throws(JSONFault) {
    let own = open(.array)
    skipBlanks()
    if !skip(UInt8(ascii: "]")) {
      repeat {
        skipBlanks()
        try value(depth: depth + 1)
        skipBlanks()
      } while skip(UInt8(ascii: ","))
      guard skip(UInt8(ascii: "]")) else { throw unexpected("a comma or ]") }
    }
    close(own)
  }

  private mutating func string() throws(JSONFault) {
    position += 1
    let start = position
    var isEscaped = false
    while unsafe position < bytes.count, unsafe bytes[position] != UInt8(ascii: "\"") {
      if unsafe bytes[position] == UInt8(ascii: "\\") {
        isEscaped = true
        position += 1
      }
      position += 1
    }
    guard unsafe position < bytes.count else {
      position = unsafe bytes.count
      throw fault("ends within a text")
    }
    append(.string, start, isEscaped: isEscaped)
    position += 1
  }

  private mutating func number() throws(JSONFault) {
    let start = position
    while unsafe position < bytes.count, unsafe isOfNumber(bytes[position]) { position += 1 }
    guard position > start, unsafe Self.isNumber(bytes[start..<position]) else {
      position = start
      throw fault("has something that is no value")
    }
    append(.number, start)
  }

  private func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  /// A sign, digits, and perhaps a fraction and an exponent.
  private static func isNumber(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var rest = unsafe bytes
    func digits() -> Bool {
      let count = unsafe rest.prefix { (48...57).contains($0) }.count
      unsafe rest = unsafe rest.dropFirst(count)
      return count > 0
    }
    if unsafe rest.first == UInt8(ascii: "-") { unsafe rest = unsafe rest.dropFirst() }
    guard digits() else { return false }
    if unsafe rest.first == UInt8(ascii: ".") {
      unsafe rest = unsafe rest.dropFirst()
      guard digits() else { return false }
    }
    if unsafe rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      unsafe rest = unsafe rest.dropFirst()
      if unsafe rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
        unsafe rest = unsafe rest.dropFirst()
      }
      guard digits() else { return false }
    }
    return unsafe rest.isEmpty
  }

  private mutating func word(_ word: StaticString, _ kind: JSONDocument.Kind) throws(JSONFault) {
    let start = position
    for index in 0..<word.utf8CodeUnitCount {
      guard unsafe position < bytes.count else { throw fault("ends too early") }
      guard unsafe bytes[position] == word.utf8Start[index] else {
        position = start
        throw fault("has something that is no value")
      }
      position += 1
    }
    append(kind, start)
  }

  private mutating func open(_ kind: JSONDocument.Kind) -> Int {
    append(kind, position)
    position += 1
    return nodes.count - 1
  }

  private mutating func close(_ node: Int) {
    nodes[node].end = UInt32(position)
    nodes[node].next = UInt32(nodes.count)
  }

  private mutating func append(_ kind: JSONDocument.Kind, _ start: Int, isEscaped: Bool = false) {
    nodes.append(
      JSONDocument.Node(
        kind: kind, isEscaped: isEscaped, start: UInt32(start), end: UInt32(position),
        next: UInt32(nodes.count + 1)))
  }

  private mutating func skipBlanks() {
    while unsafe position < bytes.count, unsafe bytes[position] <= 32, unsafe Self.isBlank(bytes[position]) {
      position += 1
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 32 || byte == 10 || byte == 13 || byte == 9
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard unsafe position < bytes.count, unsafe bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private func unexpected(_ wanted: String) -> JSONFault {
    unsafe position == bytes.count ? fault("ends too early") : fault("has no \(wanted) where it belongs")
  }

  private func fault(_ reason: String) -> JSONFault { JSONFault(offset: position, reason: reason) }
}
