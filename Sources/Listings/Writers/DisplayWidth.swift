/// How many columns of a terminal a text takes.
///
/// East Asian wide characters and emoji take two. That is the common rule (Unicode's annex 11) without
/// its rare cases; a wrong guess shifts one cell and spoils nothing.
public func displayWidth(of text: some StringProtocol) -> Int {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
  return text.reduce(0) { $0 + displayWidth(of: $1) }
}

private func displayWidth(of character: Character) -> Int {
  guard let first = character.unicodeScalars.first else { return 0 }
  switch first.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: break
  }
  if first.properties.isEmojiPresentation { return 2 }
  switch first.value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
    return 2
  default: return 1
  }
}

/// The text cut to `width` columns, with `…` where something is missing.
///
/// An ARN or a path loses its beginning, because what tells one from another stands at its end.
public func shortened(_ text: String, to width: Int) -> String {
  guard displayWidth(of: text) > width else { return text }
  let isPath = text.hasPrefix("arn:") || text.hasPrefix("/")
  var kept: [Character] = []
  var room = width - 1
  for character in isPath ? Array(text.reversed()) : Array(text) {
    room -= displayWidth(of: character)
    guard room >= 0 else { break }
    kept.append(character)
  }
  return isPath ? "…" + String(kept.reversed()) : String(kept) + "…"
}

/// The text in quotes where a blank at its beginning or end would hide: `voting ` is not `voting`.
func visibleBlanks(_ text: String) -> String {
  text.first?.isWhitespace == true || text.last?.isWhitespace == true ? "\"\(text)\"" : text
}

/// The text with control characters shown as pictures (`␊` for a line feed).
///
/// A tag's value comes from outside; it must not break a table or command the terminal.
public func visibleControls(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }) else {
    return text
  }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
    case 0x7F: result.append("\u{2421}")
    case 0x80..<0xA0: result.append("\u{FFFD}")
    default: result.append(scalar)
    }
  }
  return String(result)
}
