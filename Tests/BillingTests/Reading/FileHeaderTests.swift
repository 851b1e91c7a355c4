import Testing

@testable import Billing

/// What the first bytes of a file tell.
struct FileHeaderTests {
  @Test(arguments: [
    ("a,b\n1,2\n", 4, true), ("a,b\r\n1,2\r\n", 5, true), ("a,b", 3, false), ("a,b\n", 4, true),
    ("\u{FEFF}a,b\n1,2\n", 7, true), ("\"a\",\"b\"\n", 8, true), (" a , b \n1,2\n", 8, true),
    ("\n\na,b\n1,2", 6, true), ("a;b\n1;2\n", 4, false), ("a\tb\n1\t2\n", 4, false), ("a,b\r1,2\r", 8, false),
  ])
  func reads(_ text: String, length: Int, isPlain: Bool) {
    unsafe withCell(text) { bytes in
      let header = unsafe FileHeader(bytes)
      #expect(header?.names == ["a", "b"])
      #expect(header?.length == length)
      #expect(header?.isPlain == isPlain)
    }
  }

  @Test func namesMayHoldQuotesAndLineBreaks() {
    unsafe withCell("\"a \"\"b\"\"\",\"c\nd\",\"e,f\"\n1,2,3\n") { bytes in
      let header = unsafe FileHeader(bytes)
      #expect(header?.names == ["a \"b\"", "c\nd", "e,f"])
      #expect(header?.lines == 2)
      #expect(header?.isPlain == true)
    }
  }

  @Test("the delimiter is the one of which the first line has most")
  func delimiter() {
    unsafe withCell("a;b,c;d\n1,2\n") { unsafe #expect(FileHeader($0)?.names == ["a", "b,c", "d"]) }
    unsafe withCell("a,b;c,d\n1;2\n") { unsafe #expect(FileHeader($0)?.names == ["a", "b;c", "d"]) }
    unsafe withCell("only\n1;2\n") { unsafe #expect(FileHeader($0)?.delimiter == UInt8(ascii: ",")) }
  }

  @Test(arguments: ["", "\n\n", " \n", "\u{FEFF}", "\r\n"])
  func hasNone(_ text: String) { unsafe withCell(text) { unsafe #expect(FileHeader($0) == nil) } }
}
