import Billing
import TestSupport
import Testing

@testable import Allocation

@Suite("tarsier.yaml")
struct SettingsFileTests {
  private func parse(_ yaml: String) throws -> Settings { try SettingsFile.parse(yaml, file: "t.yaml") }

  @Test func readsWhatIsTold() throws {
    let settings = try parse(
      """
      organization: Agora
      accounts:
        "111111111111": {name: production, owner: platform@example.com, profile: prod, team: platform}
        222222222222: {}
      concepts:
        team:
          from: [tag:team, account_name, cost_category:Team]
          otherwise: unallocated
        product: {from: [service]}
      rules: {disable: [image-unused], parameters: {ebs-volume-detached: {days: 14}}, programs: []}
      janitor: {owner_from: [tag:owner, account], default_owner: nobody@example.com}
      """)
    #expect(settings.organization == "Agora")
    #expect(
      settings.accounts["111111111111"]
        == Settings.Account(name: "production", owner: "platform@example.com", profile: "prod")
    )
    #expect(settings.accounts["222222222222"] == Settings.Account())
    #expect(settings.concepts.map(\.name) == ["team", "product"])
    #expect(settings.concepts[0].sourceNames == ["tag:team", "account_name", "cost_category:Team"])
    #expect(settings.concepts[0].otherwise == "unallocated" && settings.concepts[1].otherwise == nil)
    #expect(
      settings.concepts[0].accountDefaults == [
        "111111111111": PlacedValue(value: "platform", place: Place(file: "t.yaml", line: 3, column: 88))
      ])
    #expect(settings.concepts[0].tagKeys == ["team"])
    #expect(settings.disabledRules == ["image-unused"])
    #expect(settings.ruleParameters == ["ebs-volume-detached": ["days": "14"]])
    #expect(settings.janitor.ownerOrder == ["tag:owner", "account"])
    #expect(settings.janitor.defaultOwner?.name == "nobody@example.com")
  }

  @Test func readsLedgerCodes() throws {
    let settings = try parse(
      """
      concepts: {team: {from: [tag:team]}}
      report:
        ledger_codes: {by: team, codes: {voting: "6200"}, otherwise: "6290", payable: "2000", rounding: "6990"}
      """)
    #expect(
      settings.ledgerCodes
        == Settings.LedgerCodes(
          costCenter: "team", codes: ["voting": "6200"], otherwise: "6290", tax: nil, payable: "2000",
          rounding: "6990"))
  }

  @Test(arguments: [
    ("{by: taem}", "t.yaml:2:29: 'taem' is no dimension"),
    ("{code: {}}", "t.yaml:2:25: unknown key 'code'; did you mean 'codes'?"),
    ("{by: team, codes: 3}", "t.yaml:2:42: 'codes' is not a mapping"),
    ("{by: team}", "t.yaml:2:24: "),
  ])
  func saysWhatIsWrongWithLedgerCodes(codes: String, message: String) throws {
    let problem = try #require(throws: Problem.self) {
      try parse("concepts: {team: {from: [tag:team]}}\nreport: {ledger_codes: \(codes)}")
    }
    #expect(problem.description.hasPrefix(message), "\(problem)")
  }

  @Test(arguments: ["", "\n", "# nothing yet\n", "---\n"]) func tellsNothing(yaml: String) throws {
    let settings = try parse(yaml)
    #expect(settings.concepts.isEmpty && settings.accounts.isEmpty && settings.organization.isEmpty)
  }

  @Test func noFileTellsNothing() throws {
    #expect(try SettingsFile.read(nil).concepts.isEmpty)
    let problem = try #require(throws: Problem.self) { try SettingsFile.read("/nowhere/tarsier.yaml") }
    #expect(problem.place == "/nowhere/tarsier.yaml")
  }

  @Test(arguments: [
    ("organisation: Agora", "t.yaml:1:1: unknown key 'organisation'; did you mean 'organization'?"),
    (
      "accounts:\n  \"111111111111\": {nmae: production}",
      "t.yaml:2:20: unknown key 'nmae'; did you mean 'name'?"
    ),
    ("concepts:\n  team:\n    form: [tag:team]", "t.yaml:3:5: unknown key 'form'; did you mean 'from'?"),
    ("janitor: {owners_from: []}", "t.yaml:1:11: unknown key 'owners_from'; did you mean 'owner_from'?"),
    ("rules: {disabled: []}", "t.yaml:1:9: unknown key 'disabled'; did you mean 'disable'?"),
    (
      "xylophone: 1",
      "t.yaml:1:1: unknown key 'xylophone'; known keys are: organization, accounts, concepts, rules, exceptions, "
        + "janitor, notify, budgets, invoices, metrics, report, serve"
    ),
    (
      "concepts: [team]",
      "t.yaml:1:11: 'concepts' is not a mapping of keys and values; write a mapping of keys and values there"
    ),
    (
      "- organization",
      "t.yaml:1:1: 'the file' is not a mapping of keys and values; write a mapping of keys and values there"
    ),
    (
      "concepts:\n  team: tag:team",
      "t.yaml:2:9: 'team' is not a mapping of keys and values; write a mapping of keys and values there"
    ),
    ("concepts: {team: {from: tag:team}}", "t.yaml:1:25: 'from' is not a list; write a list there"),
    ("concepts: {team: {from: [[tag:team]]}}", "t.yaml:1:26: 'from' is not a text; write a text there"),
    ("organization: [Agora]", "t.yaml:1:15: 'organization' is not a text; write a text there"),
    ("organization: ''", "t.yaml:1:15: 'organization' is not a text; write a text there"),
    ("rules: {disable: image-unused}", "t.yaml:1:18: 'disable' is not a list; write a list there"),
    (
      "concepts: {service: {from: [tag:service]}}",
      "t.yaml:1:21: the concept 'service' has a dimension's name; give it another name"
    ),
    (
      "accounts: {12345: {name: x}}",
      "t.yaml:1:19: '12345' is no account number of 12 digits; write it in quotes, as \"123456789012\""
    ),
    (
      "accounts: {\"12345678901x\": {}}",
      "t.yaml:1:28: '12345678901x' is no account number of 12 digits; write it in quotes, as \"123456789012\""
    ),
  ])
  func refuses(yaml: String, message: String) throws {
    let problem = try #require(throws: Problem.self) { try parse(yaml) }
    #expect(problem.description == message)
  }

  @Test(arguments: ["a: [", "a: b: c", "\"", "a: 1\na: 2", "\t- a"]) func refusesWhatIsNoYAML(yaml: String)
    throws
  {
    let problem = try #require(throws: Problem.self) { try parse(yaml) }
    #expect(problem.description.hasPrefix("t.yaml") && !problem.description.contains("Yams"), "\(problem)")
  }

  @Test func refusesTwoConceptsOfOneName() throws {
    #expect(throws: Problem.self) { try parse("concepts:\n  a: {from: [tag:a]}\n  a: {from: [tag:b]}\n") }
  }
}
