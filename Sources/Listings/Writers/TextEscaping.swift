/// What has to be done to a text before it stands in a format for people.
enum TextEscaping {
  case terminal, markdown

  /// What stands on both sides of a total.
  var emphasis: String { self == .markdown ? "**" : "" }

  private static let special = #"\|`*<["#

  /// Whether a text can stand as it is: printable ASCII that begins and ends with no blank.
  func isPlain(_ text: String) -> Bool {
    let blank = UInt8(ascii: " ")
    let isPrintable = text.utf8.allSatisfy {
      $0 >= blank && $0 < 0x7F && (self == .terminal || !Self.special.utf8.contains($0))
    }
    return isPrintable && text.utf8.first != blank && text.utf8.last != blank
  }

  func escaped(_ text: String) -> String {
    let visible = visibleControls(text)
    guard self == .markdown else { return visible }
    var result = ""
    for character in visible {
      if Self.special.contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
