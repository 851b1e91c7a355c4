/// Lays text out in lines that mail programs show as they are.
enum TextLines {
  static let width = 76

  /// Words in lines of at most `width` characters; a longer word stands alone and whole, as an ARN must.
  ///
  /// - Parameters:
  ///   - first: what stands before the first line.
  ///   - rest: what stands before each further one.
  static func wrapped(_ text: String, first: String = "", rest: String = "") -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      let start = lines.isEmpty ? first : rest
      if !line.isEmpty && start.count + line.count + 1 + word.count > width {
        lines.append(start + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + [(lines.isEmpty ? first : rest) + line]
  }
}
