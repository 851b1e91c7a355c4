import Testing

@testable import Inventory

struct JSONDocumentTests {
  private func root(_ text: String) throws -> JSONValue { try JSONDocument(Array(text.utf8)).root }

  @Test func `finds members and elements`() throws {
    let root = try root(#" {"a": {"x": [1, {"y": "z"}, []]}, "b": -1.5e+3, "c": null, "a b": true} "#)
    #expect(root.members.map(\.key) == ["a", "b", "c", "a b"])
    #expect(root.member("b")?.scalar == "-1.5e+3")
    #expect(root.member("a b")?.scalar == "true")
    #expect(root.member("d") == nil)
    #expect(JSONPath("a.x[].y").first(in: root)?.string == "z")
    #expect(JSONPath("c").first(in: root) == nil)
  }

  @Test(arguments: [
    (#""a\"b\\c\/d\n""#, "a\"b\\c/d\n"), (#""\u00e4\ud83d\ude00!""#, "ä😀!"), (#""日本""#, "日本"),
    (#""\ud83d""#, "\u{FFFD}"),
  ]) func `decodes texts`(json: String, text: String) throws {
    #expect(try root(json).string == text)
  }

  @Test(arguments: [
    "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "tru", "01x", "1.", "-", "[1 2]", "{} {}", "{a: 1}", "'a'",
    String(repeating: "[", count: 500),
  ]) func `refuses what is no JSON`(text: String) {
    #expect(throws: JSONFault.self) { try JSONDocument(Array(text.utf8)) }
  }
}
