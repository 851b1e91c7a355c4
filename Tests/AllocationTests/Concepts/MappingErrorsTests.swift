import Billing
import TestSupport
import Testing

@testable import Allocation

/// Each mistake in a mapping or a side file: where it is, what it is, and what to write instead.
@Suite("What bad mappings get")
struct MappingErrorsTests {
  @Test(arguments: [
    (
      "from: [squad]",
      "3:12: 'squad' is no dimension, no tag and no concept; name a dimension, tag:KEY, cost_category:KEY or a concept"
    ),
    ("from: [servce]", "3:12: 'servce' is no dimension, no tag and no concept; did you mean 'service'?"),
    ("from: [{tga: x}]", "3:13: unknown key 'tga'; did you mean 'tag'?"),
    (
      "from: [{match: x}]",
      "3:12: a source has one of tag, cost_category, dimension or concept; write exactly one of them there"
    ),
    (
      "from: [{tag: x, match: '(a'}]",
      "3:28: '(a' is no regular expression that Tarsier takes: a '(' is not closed; write one with one named group, as in ^(?<team>[a-z]+)-"
    ),
    (
      "from: [{tag: x, match: 'a'}]",
      "3:28: 'a' is no regular expression that Tarsier takes: it names no group; write one with one named group, as in ^(?<team>[a-z]+)-"
    ),
    ("fold: yes", "3:11: 'fold' is not true or false; write true or false there"),
    (
      "aliases: [a]",
      "3:14: 'aliases' is not a mapping of keys and values; write a mapping of keys and values there"
    ),
    (
      "fold: true, aliases: {A b: x, a_b: y}",
      "3:35: 'a_b' has a value already, at t.yaml:3:27; keep one of the two"
    ),
    ("rules: [{value: x}]", "3:13: there is no 'when'; add it"),
    (
      "rules: [{when: [], value: x}]",
      "3:20: 'when' is not a condition such as account=123456789012; write a condition such as account=123456789012 there"
    ),
    (
      "rules: [{when: [account], value: x}]",
      "3:21: 'account' has no comparison; write DIMENSION=VALUE, DIMENSION!=VALUE, DIMENSION~PATTERN or DIMENSION!~PATTERN"
    ),
    (
      "rules: [{when: [acount=1], value: x}]",
      "3:21: 'acount' is no dimension, no tag and no concept; did you mean 'account'?"
    ),
    (
      "rules: [{when: ['account~(a)\\1'], value: x}]",
      "3:21: '(a)\\1' is no regular expression that Tarsier takes: references back such as \\1 are not supported; correct it, or compare with = and a * pattern"
    ),
    ("rules: [{when: [{nor: a=1}], value: x}]", "3:22: unknown key 'nor'; did you mean 'or'?"),
    (
      "rules: [{when: [{or: a=1}], value: x}]",
      "3:26: 'when' is not a list of conditions; write a list of conditions there"
    ),
    ("rules: [{when: [account=1]}]", "3:13: there is no 'value'; add it"),
    (
      "rules: [{when: [account=1], value: x, valid: 2026-13}]",
      "3:50: '2026-13' is no span of months; write it as 2026-01..2026-06, 2026-01.. or ..2026-06"
    ),
    (
      "rules: [{when: [account=1], value: x, valid: 2026-06..2026-01}]",
      "3:50: '2026-06..2026-01' is no span of months; write it as 2026-01..2026-06, 2026-01.. or ..2026-06"
    ),
    (
      "rules: [{when: [account=1], value: x, valid: ..2026-06}, {when: [account=1], value: y, valid: 2026-06..}]",
      "3:99: its months overlap with those of the rule at t.yaml:3:13, which has the same condition; let one end before the other begins"
    ),
    (
      "treat: [{when: [account=1]}]",
      "3:13: a treatment has one of stay, value or spread; write exactly one of them there"
    ),
    (
      "treat: [{when: [account=1], stay: no}]", "3:39: 'stay' is not true or false; write true or false there"
    ),
    (
      "share: [a]",
      "3:12: 'share' is not a mapping of keys and values; write a mapping of keys and values there"
    ),
    ("share: {a: {}}", "3:16: there is no 'by'; add it"),
    (
      "share: {a: {by: evne}}",
      "3:21: 'by' is 'evne'; did you mean 'even'? it is one of: cost, even, weights, concept, metric"
    ),
    ("share: {a: {by: {weights: {b: -1}}}}", "3:35: the weight of 'b' is -1; write a weight of at least 0"),
    (
      "share: {a: {by: {weights: {b: x}}}}",
      "3:35: 'b' is not a weight such as 2 or 0.5; write a weight such as 2 or 0.5 there"
    ),
    (
      "share: {a: {by: {weights: {b: 0, c: 0.0}}}}",
      "3:31: the weights add up to nothing; give at least one value a weight above 0"
    ),
    ("share: {a: {by: {weights: {b: 1}}, b: {by: even}}}", "3:40: unknown key 'b'; did you mean 'by'?"),
    (
      "share: {a: {by: cost}, b: {by: even, to: [a]}}",
      "3:31: 'a' was spread by an earlier entry and gets nothing back; take it out of the targets"
    ),
    ("share: {a: {by: even, to: [a, b]}}", "3:16: 'a' is spread over itself; take it out of the targets"),
    ("share: {a: {by: even, to: [b, b]}}", "3:31: 'b' is listed twice; write it once"),
    (
      "share: {a: {by: {weights: {b: 1}}, to: [c]}}",
      "3:21: there is a weight for 'b', which 'to' does not list; add it there, or take 'to' out"
    ),
    ("share: {a: {by: {metric: request}}}", "3:30: there is no metric 'request'; did you mean 'requests'?"),
    (
      "share: {a: {by: {concept: tema}}}",
      "3:31: 'concept' is 'tema'; did you mean 'team'? it is one of: team"
    ),
    (
      "values: nowhere.csv",
      "3:13: the file nowhere.csv cannot be read; correct the name, or the file's permissions"
    ),
  ])
  func mistakesInAConcept(line: String, message: String) throws {
    let yaml = "metrics: {requests: r.csv}\nconcepts: {team:\n   {\(line)}}\n"
    let problem = try #require(throws: Problem.self) { try SettingsFile.parse(yaml, file: "t.yaml") }
    #expect(problem.description == "t.yaml:" + message)
  }

  @Test(arguments: [
    (
      "concepts:\n  a: {from: [b]}\n  b: {rules: [{when: [c=1], value: x}]}\n  c: {from: [a]}\n",
      "t.yaml:2:3: concepts are made from each other: a → b → c → a; take one of them out of the others' from, rules or treat"
    ),
    (
      "concepts: {a: {from: [a]}}",
      "t.yaml:1:12: concepts are made from each other: a → a; take one of them out of the others' from, rules or treat"
    ),
    (
      "concepts: {'a b': {}}",
      "t.yaml:1:19: 'a b' cannot name a concept; write a name without blanks and without any of : , = ! ~ and quotes"
    ),
    ("report: {coverage_target: 9}", "t.yaml:1:27: '9' is no percentage; write one like 90%"),
    (
      "report: {convert: {to: EUR, rates: {USD: 0}, source: ECB}}",
      "t.yaml:1:42: '0' is no rate; write what one unit is worth, above 0 and with at most 10 decimals, such as "
        + "\"0.9234\""
    ),
    (
      "report: {convert: {to: euro, rates: {USD: 1}, source: ECB}}",
      "t.yaml:1:24: 'euro' is no currency to convert; write codes such as USD, and under rates other ones than to"
    ),
    (
      "report: {convert: {to: EUR, rates: {EUR: 1}, source: ECB}}",
      "t.yaml:1:42: 'EUR' is no currency to convert; write codes such as USD, and under rates other ones than to"
    ),
    ("report: {convert: {to: EUR, source: ECB}}", "t.yaml:1:19: there is no 'rates'; add it"),
    ("report: {coverage_target: 101%}", "t.yaml:1:27: '101%' is no percentage; write one like 90%"),
  ])
  func mistakesBetweenConcepts(yaml: String, message: String) throws {
    let problem = try #require(throws: Problem.self) { try SettingsFile.parse(yaml, file: "t.yaml") }
    #expect(problem.description == message)
  }

  @Test(arguments: [
    ("", "t.yaml:1:41: the file FILE is empty; write rows there, or take it out of the settings"),
    ("a\n", "FILE:1:1: has one column; write two: what the bill says, and the value it stands for"),
    ("a,b\nc\n", "FILE:2:1: has one column; write two: what the bill says, and the value it stands for"),
    ("a,b\nc,\n", "FILE:2:3: is empty; write a text there, or take the row out"),
    ("a,b\n A,c\n", "FILE:2:1: 'A' has a value already, at FILE:1:1; keep one of the two"),
    ("a,\"b\n", "FILE:1:3: has a quote that is not closed; close it, and double a quote inside it (\"\")"),
    (
      "\"a\"x,b\n",
      "FILE:1:1: has text right behind a closing quote; double a quote inside a quoted cell (\"\")"
    ),
  ])
  func mistakesInAValueFile(text: String, message: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("v.csv", text)
    let yaml = "concepts: {team: {fold: true,   values:  \(file)}}"
    let problem = try #require(throws: Problem.self) { try SettingsFile.parse(yaml, file: "t.yaml") }
    #expect(problem.description == message.replacing("FILE", with: file).replacing(":41:", with: ":42:"))
  }

  @Test(arguments: [
    (
      "value,team\n1,a\n",
      "m.csv:1:1: there is no column 'time'; add it; a measured series has time and value"
    ),
    ("time,valu\n", "m.csv:1:1: there is no column 'value'; add it; a measured series has time and value"),
    ("time,value,taem\n", "m.csv:1:12: 'taem' is no dimension, no tag and no concept; did you mean 'team'?"),
    ("time,value\n2026-10-01\n", "m.csv:2:1: has 1 fields where the header has 2; complete the row"),
    (
      "time,value\nsoon,1\n",
      "m.csv:2:1: 'soon' is no time; write 2026-10-31T19:00:00Z for an hour, 2026-10-31 for a day"
    ),
    (
      "time,value\n2026-10-32,1\n",
      "m.csv:2:1: '2026-10-32' is no time; write 2026-10-31T19:00:00Z for an hour, 2026-10-31 for a day"
    ),
    (
      "time,value\n2026-10-01,-1\n",
      "m.csv:2:12: '-1' is no measure; write a decimal of at least 0 such as 1250 or 0.5"
    ),
    (
      "time,value\n2026-10-01,1\n2026-10-01,2\n",
      "m.csv:3:1: line 2 has the same time and names; keep one of the two rows"
    ),
  ])
  func mistakesInAMetric(text: String, message: String) throws {
    var file = MetricFile(name: "requests", names: ReferenceNames(concepts: ["team"], metrics: []))
    let table = try SideTable(Array(text.utf8), file: "m.csv")
    let problem = try #require(throws: Problem.self) {
      try file.metric(table, namedAt: Place(file: "t.yaml", line: 1, column: 1))
    }
    #expect(problem.description == message)
  }

  @Test func aMetricWithoutTheConcept() throws {
    let small = try SmallLedger(FocusText(("1", ["Tags": #"{"team": "x"}"#])).text)
    try small.folder.write("m.csv", "time,value,region\n2026-10-01,1,eu-west-1\n")
    let settings = "metrics: {m: m.csv}\nconcepts: {team: {from: [tag:team], share: {x: {by: {metric: m}}}}}"
    let problem = try #require(throws: Problem.self) { try small.rows(settings) { $0.by = ["team"] } }
    #expect(problem.place == small.folder.path("tarsier.yaml") + ":2:48")
    #expect(problem.what.hasPrefix("metric 'm' does not tell one team from another: "))
  }
}
