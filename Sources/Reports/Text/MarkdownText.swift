/// Text from a bill or a tag, as Markdown that shows just that text.
enum MarkdownText {
  /// Escapes what would be markup, an HTML tag, a table's border or a link.
  static func escaped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\\", "`", "*", "[", "]", "|", "~": result += "\\\(scalar)"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      // Inside a word, as in `billing_period`, it is no markup.
      case "_":
        let isInside = isWord(scalars, index - 1) && isWord(scalars, index + 1)
        result += isInside ? "_" : "\\_"
      // Hosts turn bare addresses into links.
      case ":": result += scalars.dropFirst(index + 1).starts(with: "//".unicodeScalars) ? "&#58;" : ":"
      case ".": result += index >= 3 && isWWW(scalars[(index - 3)..<index]) ? "&#46;" : "."
      case "\n", "\r", "\t", "\u{2028}", "\u{2029}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A command or a name in backticks, of which there are more than in it.
  static func code(_ text: String) -> String {
    var (longest, run) = (0, 0)
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let space = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return fence + space + text + space + fence
  }

  private static func isWord(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    scalars.indices.contains(index)
      && (scalars[index].properties.isAlphabetic || ("0"..."9").contains(scalars[index]))
  }

  private static func isWWW(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    scalars.allSatisfy { $0 == "w" || $0 == "W" }
  }
}
