import Billing
import Testing

@testable import Janitor

@Suite("A plugin's answers")
struct NagiosTests {
  @Test(arguments: [
    ("10", ["-0.01", "10.01"], ["0", "10", "9.999"]), ("10:", ["9.99", "-1"], ["10", "1000"]),
    ("~:10", ["10.000000001"], ["-1000", "10"]), ("10:20", ["9", "21"], ["10", "20"]),
    ("@10:20", ["10", "15", "20"], ["9.99", "20.01"]), ("@5", ["0", "5"], ["-1", "6"]),
    (":3", ["-1", "4"], ["0", "3"]), ("-5:-1", ["0", "-6"], ["-5", "-1", "-3.5"]),
    ("0.1:0.30", ["0.31", "0"], ["0.3", "0.1"]),
    (
      "99999999999999999999999999999999:", ["0.000000000000000000000000000001", "-7"],
      ["99999999999999999999999999999999"]
    ),
    (
      "-0.5:1", ["-0.500000000000000000000000000001", "-12345678.5", "1.000000000000000000000000000001"],
      ["-0.5", "1"]
    ),
    ("~:", [], ["-1", "0", "99999"]), ("@~:", ["7"], []),
  ]) func ranges(text: String, alerts: [String], quiet: [String]) throws {
    let range = try #require(NagiosRange(text))
    for value in alerts { #expect(range.alerts(try #require(Amount(value))), "\(value)") }
    for value in quiet { #expect(!range.alerts(try #require(Amount(value))), "\(value)") }
    #expect(range.description == text)
  }

  @Test(arguments: [
    "", "@", "x", "1:2:3", "20:10", "1e5", "10 ", "--1", "~", ".", "-", "1,5", "1.5.5", "0x10", "10:~",
    "999999999999999999999999999999999999999999", "0.0000000000000000000000000000001",
  ]) func refuses(text: String) { #expect(NagiosRange(text) == nil) }

  @Test func isOneLineWhateverTheNames() throws {
    let answer = NagiosAnswer(
      "COST", .warning, "team a|b\nc\u{2028}d\u{1B}",
      data: [
        PerformanceDatum(
          "cost of 'it'=x\n", try #require(Amount("12.340")), warning: NagiosRange("10"),
          critical: NagiosRange("@1:2")), PerformanceDatum("age", try #require(Amount("-5")), unit: "s"),
      ])
    #expect(
      answer.line == "COST WARNING - team a/b c d  | 'cost of ''it''-x '=12.34;10;@1:2;0 'age'=-5s;;;")
  }

  @Test func theWorseCounts() throws {
    let (warning, critical) = (NagiosRange("10"), NagiosRange("20"))
    func state(_ text: String) throws -> NagiosState {
      NagiosState(try #require(Amount(text)), warning: warning, critical: critical)
    }
    #expect(try [state("10"), state("10.01"), state("20.01")] == [.ok, .warning, .critical])
    #expect(
      NagiosState.worse(.critical, .unknown) == .critical && NagiosState.worse(.ok, .unknown) == .unknown)
    #expect(NagiosState.worse(.unknown, .warning) == .warning)
  }
}
