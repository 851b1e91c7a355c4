import Allocation
import Billing
import Testing

@Suite("Lists and conditions as people write them")
struct FilterParsingTests {
  @Test(arguments: [
    ("a", ["a"]), ("a,b", ["a", "b"]), ("a, b ,c", ["a", "b", "c"]), ("\"a,b\",c", ["a,b", "c"]),
    ("\"say \"\"hi\"\"\"", ["say \"hi\""]), ("", [""]), ("a,", ["a", ""]), (",a", ["", "a"]),
    ("\" a \"", [" a "]), ("5\"disk,x", ["5\"disk", "x"]), ("\"a\" ,b", ["a", "b"]),
    ("Zürich, r&d", ["Zürich", "r&d"]),
  ])
  func splitsAtCommas(text: String, values: [String]) throws {
    #expect(try commaSeparated(text) == values)
  }

  @Test(arguments: ["\"a", "a,\"b", "\"a\"b", "\"a\"\""])
  func refusesStrayQuotes(text: String) {
    #expect(throws: Problem.self) { try commaSeparated(text) }
  }

  @Test(arguments: [
    ("team=checkout,search", Filter("team", .equal, ["checkout", "search"])),
    ("team!=a", Filter("team", .different, ["a"])),
    ("team=", Filter("team", .equal, [""])),
    ("usage_type~^Box(a,b)|x=y", Filter("usage_type", .matches, ["^Box(a,b)|x=y"])),
    ("usage_type!~, ", Filter("usage_type", .differs, [", "])),
    ("tag:team = a, b", Filter("tag:team", .equal, ["a", "b"])),
    (
      "tag:aws:autoscaling:groupName=\"a,b\",c",
      Filter("tag:aws:autoscaling:groupName", .equal, ["a,b", "c"])
    ),
    ("\"tag:a=b\"!=x", Filter("tag:a=b", .different, ["x"])),
    ("tag:wow!=x", Filter("tag:wow", .different, ["x"])),
    ("resource=a=b~c", Filter("resource", .equal, ["a=b~c"])),
  ])
  func readsConditions(text: String, filter: Filter) throws {
    #expect(try Filter(parsing: text) == filter)
  }

  @Test(arguments: ["team", "", "=a", "\"team=a", "\"team\"x=a", "team=\"a"])
  func refusesWhatIsNoCondition(text: String) {
    #expect(throws: Problem.self) { try Filter(parsing: text) }
  }

  @Test func saysHowToWriteOne() throws {
    let problem = try #require(throws: Problem.self) { try Filter(parsing: "team") }
    #expect(
      problem.description
        == "team: has no comparison; write DIMENSION=VALUE, DIMENSION!=VALUE, DIMENSION~PATTERN or DIMENSION!~PATTERN"
    )
  }
}
