import Testing

@testable import Charts

/// Paths and markup as bytes.
struct PathTextTests {
  @Test func `straight strokes are one, and rounding adds nothing up`() {
    var path = PathText()
    path.move(x: 0, y: 100)
    for (x, y) in [(5, 100), (10, 100), (10, 100), (10, 40), (20, 60), (25, 50), (25, 100)] {
      path.line(x: x, y: y)
    }
    path.close()
    #expect(path.finished().text == "M0 100h1v-60l1 20l0.5-10v50z")
  }

  @Test(arguments: [(0, "0"), (5, "0.5"), (-5, "-0.5"), (10, "1"), (-123, "-12.3"), (12_340, "1234")])
  func tenths(number: Int, text: String) {
    var markup = Markup()
    markup.put(tenths: number)
    #expect(markup.text == text)
  }

  @Test func `text is escaped`() {
    #expect(escaped("<b a='1'>&\"é") == "&lt;b a=&#39;1&#39;&gt;&amp;&quot;é")
  }

  @Test func `a long name is cut`() {
    #expect(shortened("abcdef", to: 6) == "abcdef")
    #expect(shortened("abcdefg", to: 6) == "abcde…")
  }
}
