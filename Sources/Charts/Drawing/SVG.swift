/// Writes the elements of a picture.
///
/// Coordinates have one decimal: finer ones show on no screen, and short ones keep the page small.
struct SVG {
  private var markup = Markup()

  var body: String { markup.text }

  mutating func rect(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, class name: String, title: String? = nil
  ) {
    open("rect", name)
    markup.put(attribute: "x", x)
    markup.put(attribute: "y", y)
    markup.put(attribute: "width", width)
    markup.put(attribute: "height", height)
    guard let title else {
      markup.put("/>\n")
      return
    }
    markup.put("><title>")
    markup.put(escaped: title)
    markup.put("</title></rect>\n")
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, class name: String) {
    open("line", name)
    markup.put(attribute: "x1", x1)
    markup.put(attribute: "y1", y1)
    markup.put(attribute: "x2", x2)
    markup.put(attribute: "y2", y2)
    markup.put("/>\n")
  }

  enum Anchor: String { case start, middle, end }

  mutating func text(_ x: Double, _ y: Double, _ text: String, class name: String, anchor: Anchor = .start) {
    open("text", name)
    markup.put(attribute: "x", x)
    markup.put(attribute: "y", y)
    markup.put(" text-anchor=\"")
    markup.put(anchor.rawValue)
    markup.put("\">")
    markup.put(escaped: text)
    markup.put("</text>\n")
  }

  private mutating func open(_ element: String, _ name: String) {
    markup.put("<")
    markup.put(element)
    markup.put(" class=\"")
    markup.put(name)
    markup.put("\"")
  }

  /// The whole picture, with the words that stand for it where it cannot be seen.
  func document(width: Double, height: Double, id: String, title: String, description: String) -> String {
    var page = Markup()
    page.put("<svg class=\"chart\" viewBox=\"0 0 ")
    page.put(tenths: Int((width * 10).rounded()))
    page.put(" ")
    page.put(tenths: Int((height * 10).rounded()))
    page.put(
      """
      " role="img" aria-labelledby="\(id)-title \(id)-desc" xmlns="http://www.w3.org/2000/svg">
      <title id="\(id)-title">\(escaped(title))</title>
      <desc id="\(id)-desc">\(escaped(description))</desc>

      """)
    page.put(markup)
    page.put("</svg>\n")
    return page.text
  }
}
