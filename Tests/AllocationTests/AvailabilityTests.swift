import Billing
import Testing

@testable import Allocation

/// `janitor.availability` in the settings, and what is wrong in it.
struct AvailabilityTests {
  private func read(_ entry: String) throws -> [Settings.Availability] {
    try SettingsFile.parse("janitor:\n  availability:\n    - \(entry)\n", file: "tarsier.yaml").janitor
      .availability
  }

  @Test func `reads what the contract shows`() throws {
    let read = try read(#"{where: ["tag:env=staging"], hours: weekdays 08-20, time_zone: Europe/Madrid}"#)
    #expect(read.count == 1)
    #expect(read[0].filters == [Filter("tag:env", .equal, ["staging"])])
    #expect(read[0].timeZone == "Europe/Madrid")
    #expect(read[0].hours == WeekHours("mon-fri 08:00-20:00"))
    #expect(read[0].place == "tarsier.yaml:3:7")
  }

  @Test(arguments: [
    (
      #"{where: ["tag:env=staging"], hours: weekdays 20}"#, "tarsier.yaml:3:43",
      "'hours' is not days and hours"
    ),
    (
      #"{where: ["tag:env=staging"], hours: daily 08-20, time_zone: Mars/Base}"#, "tarsier.yaml:3:67",
      "Mars/Base"
    ),
    (#"{where: [], hours: daily 08-20}"#, "tarsier.yaml:3:15", "'where' is not"),
    (#"{hours: daily 08-20}"#, "tarsier.yaml:3:7", "'where' is not"),
    (#"{where: ["colour=red"], hours: daily 08-20}"#, "tarsier.yaml:3:16", "'where' is 'colour'"),
    (#"{where: ["tag:env~^s"], hours: daily 08-20}"#, "tarsier.yaml:3:16", "comparison with = or !="),
    (#"{where: ["staging"], hours: daily 08-20}"#, "tarsier.yaml:3:16", "staging"),
    (#"{where: ["tag:a=b"], hours: daily 08-20, zone: UTC}"#, "tarsier.yaml:3:48", "unknown key 'zone'"),
    (#"{where: ["tag:a=b"]}"#, "tarsier.yaml:3:7", "there is no 'hours'"),
  ]) func `tells what is wrong and where`(_ entry: String, _ place: String, _ what: String) throws {
    let problem = #expect(throws: Problem.self) { try read(entry) }
    #expect(problem?.place == place)
    #expect("\(problem.map(\.description) ?? "")".contains(what))
  }
}
