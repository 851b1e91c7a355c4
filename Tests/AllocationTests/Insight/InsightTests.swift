import Billing
import TestSupport
import Testing

@testable import Allocation

@Suite("What concepts tell")
struct InsightTests {
  private static func tags(_ json: String, _ more: [String: String] = [:]) -> [String: String] {
    more.merging(["Tags": json]) { $1 }
  }

  private static let bill = FocusText(
    ("8", tags(#"{"team": "checkout"}"#)), ("2", tags(#"{"Team": "Chekout ", "x": "1"}"#)),
    ("1", tags(#"{"team": "search"}"#, ["ChargePeriodStart": "2026-10-02T05:00Z"])),
    ("4", ["SubAccountId": "222222222222", "ResourceId": "vol-1"]), ("0.5", tags(#"{"taem": "search"}"#)),
    ("16", ["ServiceName": "Support"]), ("0.25", ["ChargeCategory": "Tax"])
  ).text

  private static let settings = """
    accounts: {"222222222222": {team: growth}}
    concepts:
      team:
        from: [tag:team]
        fold: true
        aliases: {nobody: search}
        rules:
          - {when: ["service=Support"], value: shared}
          - {when: ["service=Support"], value: shared}
          - {when: ["service=Nothing"], value: shared}
        otherwise: rest
        share: {shared: {by: cost}, sahred: {by: even}}
    """

  private func engine(_ settings: String = settings) throws -> (CostEngine, SmallLedger) {
    let small = try SmallLedger(Self.bill)
    let read = try SettingsFile.read(small.folder.write("tarsier.yaml", settings))
    return (CostEngine(ledger: small.ledger, settings: read), small)
  }

  @Test func explainsEachValue() throws {
    let (engine, small) = try engine()
    let rows = try engine.explanations(of: "team", Scope()).map { row in
      let place =
        row.trace.place.map { "\($0)".replacing(small.folder.path("tarsier.yaml"), with: "t") } ?? "-"
      return
        "\(row.value ?? "-") \(row.trace.kind) \(row.trace.detail ?? "-") \(place) \(row.before) \(row.after)"
    }
    #expect(
      rows == [
        "checkout share shared by cost t:12:21 0 8.53", "checkout from tag:team=checkout t:4:12 8 8",
        "growth share shared by cost t:12:21 0 4.27", "growth account account=222222222222 t:1:35 4 4",
        "chekout share shared by cost t:12:21 0 2.13", "chekout from tag:Team=Chekout  t:4:12 2 2",
        "search share shared by cost t:12:21 0 1.07", "search from tag:team=search t:4:12 1 1",
        "rest otherwise - t:3:3 0.75 0.75", "shared rule - t:8:9 16 0",
      ])
  }

  @Test func explainsAnHour() throws {
    let (engine, _) = try engine()
    var scope = Scope()
    (scope.from, scope.to) = (hours("2026-10-02T05:00:00Z"), hours("2026-10-02T06:00:00Z"))
    let rows = try engine.explanations(of: "team", scope)
    #expect(rows.map(\.value) == ["search"] && rows.map(\.after.description) == ["1"])
  }

  @Test func covers() throws {
    let (engine, _) = try engine()
    let row = try #require(try engine.coverage(["team"], by: [], Scope()).first)
    #expect(row.month == "2026-10" && row.allocated.description == "11" && row.byRule.description == "20")
    #expect(row.unallocated.description == "0.5" && row.apart.description == "0.25" && row.share == 984)
    let parts = try engine.coverage(["team"], by: ["account", "service"], Scope())
    #expect(parts.map(\.total).reduce(.zero, +) == row.total && parts.count == 3)
    #expect(
      try self.engine("concepts: {team: {from: [tag:team]}}").0.untagged(["team"], top: 1, Scope()).map(
        \.resource) == ["vol-1"])
  }

  @Test func findsMisspellings() throws {
    let (engine, _) = try engine()
    let rows = try engine.lookalikes(["team"], Scope())
    #expect(
      rows.map { "\($0.spelling) \($0.like) \($0.cost) \($0.line)" } == [
        "chekout checkout 2 aliases: {chekout: checkout}",
        "tag:taem tag:team 0.5 from: [tag:team, tag:taem]",
      ])
    let folded = try engine.folded(["team"], Scope())
    #expect(folded.map { "\($0.spelling)|\($0.value)|\($0.cost)" } == ["tag:Team=Chekout |chekout|2"])
  }

  @Test(arguments: [
    ("chekout", "checkout"), ("Check_Out", "check-out"), ("cc-100", nil), ("prod", nil), ("serach", "search"),
    ("search", nil),
  ])
  func spelling(text: String, meant: String?) {
    let known = ["checkout", "check-out", "cc-200", "search", "growth", "dev"].filter { $0 != text }
    #expect(Spelling.meant(by: text, among: known) == meant)
  }

  @Test func listsValuesAndTags() throws {
    let (engine, _) = try engine()
    let values = try engine.values(of: "team", Scope()).map {
      "\($0.value ?? "-") \($0.since ?? "-") \($0.before) \($0.cost)"
    }
    #expect(
      values == [
        "checkout 2026-10-01 8 16.53", "growth 2026-10-01 4 8.27", "chekout 2026-10-01 2 4.13",
        "search 2026-10-01 1 2.07", "rest 2026-10-01 0.75 0.75", "shared 2026-10-01 16 0",
      ])
    let keys = try engine.tagKeys(Scope()).map {
      "\($0.key) \($0.values) \($0.since ?? "-") \($0.cost) \($0.concepts)"
    }
    #expect(
      keys == [
        "Team 1 2026-10-01 2 [\"team\"]", "taem 1 2026-10-01 0.5 []", "team 2 2026-10-01 9 [\"team\"]",
        "x 1 2026-10-01 2 []",
      ])
  }

  @Test func remarksOnWhatDoesNothing() throws {
    let (engine, small) = try engine()
    let remarks = try engine.remarks(month: "2026-10").map { remark in
      "\(remark.place): \(remark.what)".replacing(small.folder.path("tarsier.yaml"), with: "t")
    }
    #expect(
      remarks == [
        "t:6:15: no charge of 2026-10 has 'nobody'",
        "t:9:9: this rule is never reached: the one at t:8:9 has the same condition",
        "t:10:9: this rule gives no charge of 2026-10 its value 'shared': none fits, or all that fit have one before",
        "t:12:41: no charge of 2026-10 has the value 'sahred'",
      ])
    let typo = try self.engine("concepts: {team: {from: [tag:teams]}}").0.remarks(month: "2026-10")
    #expect(typo.map(\.remedy) == ["did you mean 'tag:team'?"])
  }

  @Test func tellsWhatAMappingChanges() throws {
    let (engine, small) = try engine()
    let earlier = try SettingsFile.read(
      small.folder.write("old.yaml", "concepts: {team: {from: [tag:team], otherwise: rest}}"))
    let changes = try engine.changes(
      month: "2026-10", from: CostEngine(ledger: small.ledger, settings: earlier))
    #expect(
      changes.map { "\($0.value ?? "-") \($0.before?.description ?? "-") \($0.after)" } == [
        "checkout 8 16.53", "growth 0 8.27", "chekout 0 4.13", "search 1 2.07", "rest 22.75 0.75",
        "shared 0 0",
      ])
    #expect(try engine.changes(month: "2026-10", from: nil).allSatisfy { $0.before == nil })
  }
}
