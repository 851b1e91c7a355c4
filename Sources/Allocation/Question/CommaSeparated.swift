public import Billing

/// Splits the text of an option or a condition at its commas, as a line of CSV is split.
///
/// A value with a comma is quoted, and a quote in it doubled: `checkout,"r&d, labs"`. Blanks around a
/// value don't count unless they are quoted, so that `checkout, search` means what it looks like.
///
///     try commaSeparated("a, \"b,c\"")  // ["a", "b,c"]
public func commaSeparated(_ text: some StringProtocol) throws(Problem) -> [String] {
  var values: [String] = []
  var rest = Substring(text)
  while true {
    rest = rest.drop { $0 == " " }
    values.append(rest.first == "\"" ? try quotedValue(&rest, of: text) : plainValue(&rest))
    guard rest.popFirst() != nil else { return values }
  }
}

/// Takes a value up to the next comma.
private func plainValue(_ rest: inout Substring) -> String {
  let value = rest.prefix { $0 != "," }
  rest = rest[value.endIndex...]
  return String(value.trimmed)
}

/// Takes a value in quotes, and the blanks behind it.
private func quotedValue(_ rest: inout Substring, of text: some StringProtocol) throws(Problem) -> String {
  var value = ""
  rest.removeFirst()
  while let character = rest.popFirst() {
    guard character == "\"" else {
      value.append(character)
      continue
    }
    if rest.first == "\"" {
      value.append(rest.removeFirst())
      continue
    }
    rest = rest.drop { $0 == " " }
    guard rest.isEmpty || rest.first == "," else { throw .textBehindQuote(in: String(text)) }
    return value
  }
  throw .openQuote(in: String(text))
}

extension Substring {
  /// Without the blanks at both ends.
  var trimmed: Substring {
    var result = drop { $0 == " " }
    while result.last == " " { result.removeLast() }
    return result
  }
}
