internal import Allocation
internal import Billing
internal import Ledger
internal import Listings

/// The parameters of a request, checked against those that its resource declares.
struct Query: Sendable {
  /// In the order of the address; a name may be there more than once.
  let pairs: [(name: String, value: String)]

  /// - Parameter text: what stands behind the `?`, as it was sent.
  /// - Throws: a `Problem` where a name is not known, or a value is of the wrong kind.
  init(_ text: String, _ parameters: [Parameter]) throws {
    pairs = try text.split(separator: "&").map { part in
      let (name, value) = part.cut(at: "=")
      guard let name = name.formDecoded, let value = value.formDecoded else {
        throw Problem.brokenAddress
      }
      return (name, value)
    }
    for (name, value) in pairs {
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        throw Problem.unknownParameter(name, known: parameters.map(\.name))
      }
      if !parameter.kind.isRepeatable, pairs.count(where: { $0.name == name }) > 1 {
        throw Problem.repeatedParameter(name)
      }
      // A form sends what nobody filled in as an empty text.
      if !value.isEmpty { try parameter.kind.check(value, of: name) }
    }
    try checkRequired(parameters)
  }

  /// - Throws: a `Problem` where one that there must be is not there.
  private func checkRequired(_ parameters: [Parameter]) throws {
    for parameter in parameters where parameter.isRequired && text(parameter.name) == nil {
      throw Problem.missingParameter(parameter.name, parameter.summary)
    }
  }

  /// All values of a name, without those that are empty.
  func all(_ name: String) -> [String] { pairs.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }

  func text(_ name: String) -> String? { all(name).first }

  /// All values of a name that takes several, with commas or repeated.
  func list(_ name: String) throws -> [String] {
    try all(name).flatMap { try commaSeparated($0[...]) }.filter { !$0.isEmpty }
  }

  func filters(_ name: String) throws -> [Filter] { try all(name).map { try Filter(parsing: $0) } }

  func count(_ name: String) -> Int? { text(name).flatMap { Int($0) } }

  /// A number of days, as `7d`.
  func days(_ name: String) -> Int? { text(name).flatMap { Int($0.dropLast()) } }

  func bill(_ name: String) -> BillReference? { text(name).flatMap { BillReference($0) } }

  func flag(_ name: String) -> Bool { text(name) == "true" }

  /// In hours since 1970.
  func hour(_ name: String) -> Int? { text(name).flatMap { WrittenTime($0) }.map { $0.seconds / 3_600 } }

  /// The end of a day, or a time.
  func asOf(_ name: String) -> AsOf? {
    text(name).flatMap { WrittenTime($0) }.map {
      AsOf(lastSecond: $0.isDate ? $0.seconds + 86_399 : $0.seconds)
    }
  }
}

extension Substring {
  /// What stands before the first `separator`, and what behind it; all of it and nothing where there is none.
  fileprivate func cut(at separator: Character) -> (Substring, Substring) {
    guard let index = firstIndex(of: separator) else { return (self, "") }
    return (self[..<index], self[self.index(after: index)...])
  }

  /// As forms write it: `+` is a blank, `%XX` a byte; nil where these bytes are no UTF-8.
  fileprivate var formDecoded: String? { decoded(blank: UInt8(ascii: "+")) }

  /// As paths write it: `%XX` is a byte; nil where these bytes are no UTF-8.
  var percentDecoded: String? { decoded(blank: nil) }

  private func decoded(blank: UInt8?) -> String? {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case blank: bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst()?.hexDigit, let low = rest.popFirst()?.hexDigit else { return nil }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    // A null ends a text for many a library.
    return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var hexDigit: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
