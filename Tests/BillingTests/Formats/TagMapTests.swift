import Billing
import TestSupport
import Testing

/// Tags as JSON.
struct TagMapTests {
  @Test(arguments: [
    ("{}", [:]), (" { } ", [:]), ("{\"a\":\"b\"}", ["a": "b"]),
    ("{\"a\": \"b\", \"c\": \"\"}", ["a": "b", "c": ""]),
    ("{\"a\\\"b\\\\c\":\"\\n\\t\\r\\b\\f\\/\"}", ["a\"b\\c": "\n\t\r\u{8}\u{c}/"]),
    ("{\"a\":\"Z\\u00fcrich \\uD83D\\uDE00\"}", ["a": "Zürich 😀"]),
    ("{\"a\":\"\\ud83d\"}", ["a": "\u{FFFD}"]),
    ("{\"n\":12.5,\"t\":true,\"x\":null}", ["n": "12.5", "t": "true"]),
    ("{\"o\":{\"p\":[1,\"}\"]},\"q\":\"r\"}", ["o": "{\"p\":[1,\"}\"]}", "q": "r"]),
    ("{\"n\": 1 , \"m\": false }", ["n": "1", "m": "false"]),
    ("{\n\t\"a\" :\r\n \"b\"\n}", ["a": "b"]),
    ("{\"a\":\"1\",\"a\":\"2\"}", ["a": "2"]),
  ])
  func reads(_ json: String, tags: [String: String]) { #expect(TagMap.read(json) == tags) }

  @Test(
    "what is no JSON object gives no tags",
    arguments: [
      "", "NULL", "null", "[]", "\"a\"", "{", "{\"a\"", "{\"a\":", "{\"a\":\"b", "{\"a\":\"b\"",
      "{\"a\":\"b\",}", "{a:b}",
      "{\"a\" \"b\"}", "{\"a\":\"\\u12\"}", "{\"a\":[1}", "a=b", "{\"a\":\"\\",
    ])
  func isNoObject(_ text: String) { #expect(TagMap.read(text).isEmpty) }

  @Test func writesInOrder() {
    #expect(TagMap.text(["b": "2", "a": "1\"\\\u{1}\n"]) == #"{"a":"1\"\\\u0001\n","b":"2"}"#)
    #expect(TagMap.text([:]) == nil)
    #expect(TagMap.list(#"["a", "b\"c"]"#) == ["a", "b\"c"])
    #expect(TagMap.list("[]").isEmpty)
    #expect(TagMap.list("{}").isEmpty)
  }

  @Test("what is written is read again, by Python as well")
  func roundTrip() throws {
    var random = SplitMix64(seed: 5)
    let letters = Array("ab \"\\\n\r\t\u{1}\u{7f}{}[],:ü😀/é")
    func word() -> String {
      String((0..<Int.random(in: 0...8, using: &random)).map { _ in random.pick(letters) })
    }
    let maps = (0..<300).map { _ in
      Dictionary((0..<3).map { _ in (word(), word()) }) { first, _ in first }
    }
    for map in maps { #expect(TagMap.read(TagMap.text(map) ?? "") == map) }
    let script = """
      import sys, json
      print(all(json.dumps(json.loads(line), sort_keys=True, ensure_ascii=False, separators=(',', ':'))
        == json.dumps(json.loads(line), ensure_ascii=False, separators=(',', ':')) for line in sys.argv[1].splitlines()))
      """
    #expect(
      try Program.python(script, [maps.compactMap { TagMap.text($0) }.joined(separator: "\n")]) == "True\n")
  }
}
