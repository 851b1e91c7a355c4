import Allocation
import Billing
import Testing

/// A question as the command that asks it.
struct CommandLineTextTests {
  private func command(_ change: (inout CostQuestion) -> Void) -> String {
    var question = CostQuestion()
    change(&question)
    return CommandLineText.command(for: question)
  }

  @Test func `says only what is not the default`() {
    #expect(command { _ in } == "tarsier cost")
    #expect(
      command {
        $0.by = ["team", "service"]
        $0.per = .day
        $0.filters = [Filter("billing_period", .equal, ["2026-10"]), Filter("tag:team", .equal, [""])]
        $0.metric = .effective
        $0.top = 5
        $0.timeZone = "Europe/Madrid"
      }
        == "tarsier cost --by team,service --per day --where billing_period=2026-10 --where tag:team= "
        + "--metric effective --top 5 --time-zone Europe/Madrid")
  }

  @Test func `gives times as days where they start one`() {
    #expect(
      command {
        $0.from = 497_880
        $0.to = 497_909
      } == "tarsier cost --from 2026-10-19 --to 2026-10-20T05:00:00Z")
  }

  @Test(arguments: [
    ("R&D", "'team=R&D'"), ("it's", #"'team=it'\''s'"#), ("a,b", #"'team="a,b"'"#),
    ("$(rm -rf ~)", "'team=$(rm -rf ~)'"),
    ("plain", "team=plain"), ("line\nbreak's \u{1}7", #"$'team=line\nbreak\'s \0017'"#),
  ])
  func `quotes what a shell would take for its own`(value: String, word: String) {
    #expect(command { $0.filters = [Filter("team", .equal, [value])] } == "tarsier cost --where \(word)")
    #expect(command { $0.filters = [Filter("team", .matches, ["^x"])] } == "tarsier cost --where 'team~^x'")
  }

  @Test(arguments: [
    Filter("team", .equal, ["voting ", "a,b", "\"", "", "x=y", "it's"]), Filter("tag:a=b", .different, ["x"]),
    Filter("usage_type", .matches, ["^Box, \"large\"$"]), Filter("tag:Cost Center", .differs, ["a|b"]),
  ])
  func `a condition is read back as it was`(filter: Filter) throws {
    #expect(try Filter(parsing: CommandLineText.condition(filter)) == filter)
  }
}
