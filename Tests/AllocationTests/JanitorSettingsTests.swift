import Billing
import TestSupport
import Testing

@testable import Allocation

struct JanitorSettingsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ yaml: String) throws -> JanitorSettings {
    try SettingsFile.read(try folder.write("tarsier.yaml", yaml)).janitor
  }

  @Test func readsAllOfIt() throws {
    try folder.write("holidays.txt", "# Madrid\n2026-12-25 Navidad\n\n2027-01-01\n")
    try folder.write("owners.csv", "name,address\nTeam A,a@example.com\n")
    let janitor = try read(
      """
      janitor:
        accounts: ["222222222222"]
        actions: [delete-ebs-volume]
        owner_from: [tag:owner, account]
        default_owner: Team A
        owner_domain: example.org
        owners: owners.csv
        escalation: boss@example.com
        calendar: {time_zone: Europe/Madrid, holidays: holidays.txt, freeze: [2026-12-20..2027-01-06, 2027-02-01]}
        notice_days: 3
        max_actions: 5
        allow_wide: [ebs-volume-detached]
      """)
    #expect(janitor.accounts == ["222222222222"] && janitor.actions.map(\.name) == ["delete-ebs-volume"])
    #expect(janitor.noticeDays == 3 && janitor.maxActions == 5)
    #expect(janitor.address(of: "team a") == "a@example.com")
    #expect(janitor.address(of: "search") == "search@example.org")
    #expect(janitor.address(of: "b@example.net") == "b@example.net")
    #expect(janitor.address(of: "two words") == nil)
    #expect(janitor.calendar.timeZone == "Europe/Madrid" && janitor.calendar.holidays.count == 2)
    #expect(janitor.calendar.freezes.map(\.count) == [18, 1])
    try janitor.check(actions: ["delete-ebs-volume"], rules: ["ebs-volume-detached"])
  }

  @Test func saysNothingByDefault() throws {
    let janitor = try read("organization: x")
    #expect(janitor.accounts.isEmpty && janitor.actions.isEmpty)
    #expect(janitor.noticeDays == 2 && janitor.maxActions == 50)
  }

  @Test(arguments: [
    ("janitor: {notice_days: 0}", "1:24", "a whole number of at least 1"),
    ("janitor: {max_actions: many}", "1:24", "a whole number"),
    ("janitor: {acounts: []}", "1:11", "did you mean 'accounts'?"),
    ("janitor: {accounts: [12]}", "1:22", "12"),
    ("janitor: {calendar: {time_zone: Mars/Olympus}}", "1:33", "no time zone of this system"),
    ("janitor: {calendar: {freeze: [2027-01-06..2026-12-20]}}", "1:31", "ends before it begins"),
    ("janitor: {calendar: {freeze: [2026-12-20..soon]}}", "1:31", "a span of dates"),
    ("janitor: {calendar: {freeze: [2026-01-01..2030-12-31]}}", "1:21", "no business day for over a year"),
    ("janitor: {calendar: {holidays: none.txt}}", "1:32", "none.txt cannot be read"),
    ("janitor: {escalation: the boss}", "1:23", "is no address"),
    ("janitor: {owner_domain: '@example.com'}", "1:25", "a domain such as example.com"),
    ("janitor: {owners: none.csv}", "1:19", "none.csv cannot be read"),
  ]) func tellsWhatIsWrongAndWhere(yaml: String, place: String, message: String) throws {
    let problem = #expect(throws: Problem.self) { try read(yaml) }
    #expect(problem?.place.hasSuffix("tarsier.yaml:\(place)") == true, "\(problem?.place ?? "")")
    #expect(problem?.description.contains(message) == true, "\(problem?.description ?? "")")
  }

  @Test(arguments: [
    ("2026-12-25\n2026-13-01\n", "holidays.txt:2:1", "'2026-13-01' is no date"),
    ("Christmas\n", "holidays.txt:1:1", "'Christmas' is no date"),
  ]) func aHolidayIsADate(text: String, place: String, message: String) throws {
    try folder.write("holidays.txt", text)
    let problem = #expect(throws: Problem.self) { try read("janitor: {calendar: {holidays: holidays.txt}}") }
    #expect(problem?.place.hasSuffix(place) == true && problem?.what == message)
  }

  @Test(arguments: [
    ("a,b@example.com\nA,c@example.com\n", ":2:1", "'A' is listed twice"),
    ("a,nobody\nb,c@example.com\n", ":1:3", "'nobody' is no address that a message can be sent to"),
    ("a\n", ":1:1", "has one column"),
  ]) func anOwnerHasAnAddress(text: String, place: String, what: String) throws {
    try folder.write("owners.csv", text)
    let problem = #expect(throws: Problem.self) { try read("janitor: {owners: owners.csv}") }
    #expect(problem?.place.hasSuffix(place) == true && problem?.what == what, "\(problem?.description ?? "")")
  }

  @Test(arguments: [
    ("actions: [delete-ebs-volum]", "did you mean 'delete-ebs-volume'?"),
    ("allow_wide: [ebs-volume-detachd]", "did you mean 'ebs-volume-detached'?"),
    ("default_owner: somebody", "'somebody' is no address"),
  ]) func namesAreKnown(yaml: String, message: String) throws {
    let janitor = try read("janitor: {\(yaml)}")
    let problem = #expect(throws: Problem.self) {
      try janitor.check(actions: ["delete-ebs-volume"], rules: ["ebs-volume-detached"])
    }
    #expect(problem?.description.contains(message) == true, "\(problem?.description ?? "")")
    #expect(problem?.place.contains("tarsier.yaml:1:") == true)
  }

  @Test(arguments: [
    ("a@example.com", true), ("first.last+tag@sub.example.co", true), ("root@localhost", true),
    ("", false), ("team", false), ("a@", false), ("@b", false), ("a@b@c", false), ("a b@example.com", false),
    ("a@exam ple.com", false), ("a@example.com\nBcc: x@y.z", false), (".a@example.com", false),
    ("a..b@example.com", false), ("a@-example.com", false), ("a@example..com", false),
    ("<a@example.com>", false), ("a,b@example.com", false), ("ä@example.com", false),
  ]) func whatAnAddressIs(text: String, isOne: Bool) {
    #expect(MailAddress.isOne(text) == isOne)
  }
}
