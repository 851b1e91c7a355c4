internal import FoundationEssentials

/// Writes the elements of a picture.
///
/// Coordinates have one decimal: finer ones show on no screen, and short ones keep the page small.
struct SVG {
  private(set) var body = ""

  mutating func rect(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, class name: String, title: String? = nil
  ) {
    let head = "<rect class=\"\(name)\" x=\"\(short(x))\" y=\"\(short(y))\""
    let size = " width=\"\(short(width))\" height=\"\(short(height))\""
    guard let title else {
      body += "\(head)\(size)/>\n"
      return
    }
    body += "\(head)\(size)><title>\(escaped(title))</title></rect>\n"
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, class name: String) {
    body += "<line class=\"\(name)\" x1=\"\(short(x1))\" y1=\"\(short(y1))\""
    body += " x2=\"\(short(x2))\" y2=\"\(short(y2))\"/>\n"
  }

  enum Anchor: String { case start, middle, end }

  mutating func text(_ x: Double, _ y: Double, _ text: String, class name: String, anchor: Anchor = .start) {
    body += "<text class=\"\(name)\" x=\"\(short(x))\" y=\"\(short(y))\" text-anchor=\"\(anchor.rawValue)\">"
    body += "\(escaped(text))</text>\n"
  }

  /// The whole picture, with the words that stand for it where it cannot be seen.
  func document(width: Double, height: Double, id: String, title: String, description: String) -> String {
    """
    <svg class="chart" viewBox="0 0 \(short(width)) \(short(height))" role="img" \
    aria-labelledby="\(id)-title \(id)-desc" xmlns="http://www.w3.org/2000/svg">
    <title id="\(id)-title">\(escaped(title))</title>
    <desc id="\(id)-desc">\(escaped(description))</desc>
    \(body)</svg>

    """
  }

  private func short(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    let whole = tenths.magnitude / 10
    return "\(tenths < 0 ? "-" : "")\(whole)" + (tenths % 10 == 0 ? "" : ".\(tenths.magnitude % 10)")
  }
}

/// Text as it must stand in HTML and SVG.
func escaped(_ text: String) -> String {
  var result = ""
  for character in text.unicodeScalars {
    switch character {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.unicodeScalars.append(character)
    }
  }
  return result
}
