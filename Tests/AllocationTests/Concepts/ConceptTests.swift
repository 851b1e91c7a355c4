import Allocation
import Billing
import TestSupport
import Testing

@Suite("Concepts")
struct ConceptTests {
  private static let bill = FocusText(
    ("1", ["Tags": #"{"team": "a", "owner": "x"}"#]), ("2", ["Tags": #"{"owner": "b"}"#]),
    ("4", ["Tags": #"{"team": ""}"#]), ("8", ["SubAccountId": "222222222222"]),
    ("16", ["SubAccountId": "333333333333", "Tags": #"{"team": "a"}"#]),
    ("32", ["SubAccountId": "333333333333", "SubAccountName": "from the bill"])
  ).text

  private static let settings = """
    accounts:
      "222222222222": {name: development, team: growth}
      "333333333333": {name: from the settings}
    concepts:
      team: {from: [tag:team, tag:owner], otherwise: unallocated}
      owner: {from: [tag:owner]}
      place: {from: [account_name, account]}
    """

  @Test func takesTheFirstThatIsNotEmpty() throws {
    let small = try SmallLedger(Self.bill)
    #expect(
      try small.rows(Self.settings) { $0.by = ["team"] } == [
        "unallocated 36 USD", "a 17 USD", "growth 8 USD", "b 2 USD",
      ])
    // Without `otherwise` the value is absent.
    #expect(try small.rows(Self.settings) { $0.by = ["owner"] } == ["- 60 USD", "b 2 USD", "x 1 USD"])
  }

  @Test func namesAccountsAsTheBillOrElseTheSettingsDo() throws {
    let small = try SmallLedger(Self.bill)
    #expect(
      try small.rows(Self.settings) { $0.by = ["account_name"] } == [
        "from the bill 32 USD", "from the settings 16 USD", "development 8 USD", "- 7 USD",
      ])
    #expect(
      try small.rows(Self.settings) { $0.by = ["place"] } == [
        "from the bill 32 USD", "from the settings 16 USD", "development 8 USD", "111111111111 7 USD",
      ])
  }

  @Test func filtersLikeADimension() throws {
    let small = try SmallLedger(Self.bill)
    let byAccount = try small.rows(Self.settings) {
      $0.by = ["account", "team"]
      $0.filters = [Filter("team", .equal, ["a", "growth"])]
    }
    #expect(byAccount == ["333333333333 a 16 USD", "222222222222 growth 8 USD", "111111111111 a 1 USD"])
    #expect(try small.rows(Self.settings) { $0.filters = [Filter("owner", .equal, [""])] } == ["60 USD"])
  }

  @Test func restatesAllHistoryAtOnce() throws {
    let small = try SmallLedger(Self.bill)
    let settings = "concepts: {team: {from: [tag:owner], otherwise: nobody}}"
    #expect(try small.rows(settings) { $0.by = ["team"] } == ["nobody 60 USD", "b 2 USD", "x 1 USD"])
  }

  @Test func holdsForResourcesOfTheInventory() throws {
    let folder = try TemporaryFolder()
    let settings = try SettingsFile.read(folder.write("t.yaml", Self.settings))
    func team(_ tags: [String: String], _ account: String) -> String? {
      settings.value(ofConcept: "team", tags: tags, account: account, region: "eu-west-1")
    }
    #expect(team(["team": "a", "owner": "b"], "222222222222") == "a")
    #expect(team(["team": "", "owner": "b"], "222222222222") == "b")
    #expect(team([:], "222222222222") == "growth")
    #expect(team([:], "111111111111") == "unallocated")
    #expect(settings.value(ofConcept: "nope", tags: [:], account: "1", region: "") == nil)
  }
}
