import Billing
import Testing

@testable import Notify

@Suite("What curl is given")
struct CurlTests {
  @Test func noValueBeginsAnOption() throws {
    var curl = Curl(try #require(WebAddress("https://example.com/x")), seconds: 30)
    let plain = curl.configuration.split(separator: "\n").count
    for value in ["a\"\noutput = \"/tmp/x", "a\\", "\r\nurl = file:///etc/passwd", "\\\"", "tab\tand é"] {
      curl.add("header", value)
    }
    let lines = curl.configuration.split(separator: "\n").map(String.init)
    #expect(lines.count == plain + 5)
    #expect(lines[plain] == #"header = "a\"\noutput = \"/tmp/x""#)
    #expect(lines[plain + 1] == #"header = "a\\""#)
    #expect(lines[plain + 2] == #"header = "\r\nurl = file:///etc/passwd""#)
    #expect(lines.contains(#"proto = "=https""#) && !lines.contains { $0.hasPrefix("location") })
  }
}
