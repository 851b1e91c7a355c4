import Foundation
import HTTPTypes
import HummingbirdTesting
import Listings
import TestSupport
import Testing

@testable import Dashboard

/// Every address of the API beside the command whose JSON it gives.
struct EndpointTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var address: String
    var command: [String]

    init(_ address: String, _ command: String...) { (self.address, self.command) = (address, command) }

    var testDescription: String { address }
  }

  private static let day = "2026-11-02"

  static let cases = [
    Case(
      "cost?by=team,service&per=month&top=4", "cost", "--by", "team,service", "--per", "month", "--top", "4"),
    Case(
      "cost?by=tag:team&where=service~EC2&metric=list&from=2026-10-05&to=2026-10-07T12:00Z&per=day",
      "cost", "--by", "tag:team", "--where", "service~EC2", "--metric", "list", "--from", "2026-10-05",
      "--to",
      "2026-10-07T12:00Z", "--per", "day"),
    Case(
      "cost?by=team&before-sharing=true&time-zone=Europe/Madrid&per=week", "cost", "--by", "team",
      "--before-sharing", "--time-zone", "Europe/Madrid", "--per", "week"),
    Case(
      "cost/compare?from-month=2026-09&to-month=2026-10&by=service", "cost", "compare", "--from-month",
      "2026-09", "--to-month", "2026-10", "--by", "service"),
    Case(
      "cost/unit?per-metric=requests&per=day&by=team", "cost", "unit", "--per-metric", "requests", "--per",
      "day", "--by", "team"),
    Case(
      "cost/event?from=2026-10-24&to=2026-10-25&by=team&per=hour&baseline=5d", "cost", "event", "--from",
      "2026-10-24", "--to", "2026-10-25", "--by", "team", "--per", "hour", "--baseline", "5d"),
    Case("concepts", "concepts"),
    Case(
      "concepts/values?concept=team&from=2026-10-01", "concepts", "values", "--concept", "team", "--from",
      "2026-10-01"),
    Case("concepts/explain?at=2026-10-10T10:00Z", "concepts", "explain", "--at", "2026-10-10T10:00Z"),
    Case("concepts/coverage?by=account&top=2", "concepts", "coverage", "--by", "account", "--top", "2"),
    Case(
      "concepts/coverage?metric=billed&concept=team", "concepts", "coverage", "--metric", "billed",
      "--concept", "team"),
    Case("concepts/tags", "concepts", "tags"),
    Case("concepts/tags?key=team", "concepts", "tags", "--key", "team"),
    Case("bills", "bills"),
    Case("bills/history?bill=2026-10", "bills", "history", "--bill", "2026-10"),
    Case("bills/diff?before=2026-09&after=2026-10", "bills", "diff", "2026-09", "2026-10"),
    Case("inventory", "inventory", "list", "--as-of", day),
    Case(
      "inventory/list?type=ebs_volume&where=state%3Davailable", "inventory", "list", "ebs_volume", "--where",
      "state=available", "--as-of", day),
    Case(
      "inventory/show?id=vol-0952f83e639c47e6d", "inventory", "show", "vol-0952f83e639c47e6d", "--as-of", day),
    Case("inventory/changes?from=2026-01-01", "inventory", "changes", "--from", "2026-01-01", "--to", day),
    Case(
      "inventory/changes?from=2026-11-01&to=2026-10-31", "inventory", "changes", "--from", "2026-11-01",
      "--to",
      "2026-10-31"),
    Case("inventory/changes?type=ebs_volume", "inventory", "changes", "--type", "ebs_volume", "--to", day),
    Case("inventory/summary?from=2026-10-01", "inventory", "summary", "--from", "2026-10-01", "--as-of", day),
    Case("inventory/zones", "inventory", "zones", "--as-of", day),
    Case("inventory/answers", "inventory", "answers", "--as-of", day),
    Case("inventory/unbilled", "inventory", "unbilled", "--as-of", day),
    Case("inventory/unknown", "inventory", "unknown", "--as-of", day),
    Case("inventory/coverage?as-of=2026-10-31", "inventory", "coverage", "--as-of", "2026-10-31"),
    Case("findings/history", "audit", "--history", "--as-of", day),
    Case("findings/history?family=spend", "audit", "--history", "--family", "spend", "--as-of", day),
    Case("rules", "rules", "list"),
    Case("rules/show?id=ebs-volume-detached", "rules", "show", "ebs-volume-detached"),
    Case("janitor/marks?all=true", "janitor", "list", "--all", "--as-of", day),
    Case("janitor/marks?state=noticed", "janitor", "list", "--state", "noticed", "--as-of", day),
    Case("janitor/log?event=kept", "janitor", "log", "--event", "kept"),
  ]

  /// The samples after an audit, a night and a keep.
  private static let ledger = Result {
    let folder = try SampleLedger.copy()
    for command in [
      ["audit", "--as-of", day], ["janitor", "run", "--no-collect", "--as-of", day],
      ["janitor", "keep", "vol-0952f83e639c47e6d", "--reason", "a test", "--as-of", day],
    ] {
      let result = try run(command, folder)
      guard result.status == 0 else { throw ProgramError(program: "tarsier", reason: result.err) }
    }
    return folder
  }

  private static let config = "\(SampleLedger.root)/samples/tarsier.yaml"

  private static func run(_ command: [String], _ folder: TemporaryFolder) throws -> ProgramResult {
    try Binary.run(
      ["--ledger", folder.path("tarsier.sqlite"), "--config", config] + command, in: SampleLedger.root)
  }

  private func get(_ address: String) async throws -> TestResponse {
    var settings = try SampleDashboard.settings()
    settings.ledger = try Self.ledger.get().path("tarsier.sqlite")
    return try await SampleDashboard.get("/api/v1/\(address)", settings: settings)
  }

  /// The notes beside an answer, as commands write them.
  private func notes(_ answer: TestResponse) -> [String] {
    answer.headers[values: .note].map { $0.removingPercentEncoding ?? $0 }
  }

  @Test(arguments: cases)
  func givesWhatTheCommandGives(_ each: Case) async throws {
    let answer = try await get(each.address)
    let format = each.command.starts(with: ["rules", "show"]) ? [] : ["--format", "json"]
    let command = try Self.run(each.command + format, Self.ledger.get())
    #expect(command.status == 0, "\(command.err)")
    #expect(answer.status == .ok)
    #expect(answer.text == command.out)
    #expect(notes(answer) == command.err.split(separator: "\n").map { String($0.dropFirst("note: ".count)) })
  }

  /// The audit writes what it finds, so each of these has a ledger of its own.
  @Test(arguments: [
    Case("findings", "audit"), Case("findings?excepted=true", "audit", "--excepted"),
    Case("findings/not-checked", "audit", "--not-checked"),
  ])
  func givesWhatTheLastAuditFound(_ each: Case) async throws {
    let command = try Self.run(each.command + ["--as-of", Self.day, "--format", "json"], SampleLedger.copy())
    #expect(try await get(each.address).text == command.out)
  }

  @Test func selectsFindings() async throws {
    let all = try await get("findings").rows()
    func ids(_ rows: [[String: Any]]) -> [String] {
      rows.map { "\($0["rule"] ?? "") \($0["resource_id"] ?? "")" }
    }
    func expect(_ query: String, _ isWanted: (String, String) -> Bool, key: (String, String)) async throws {
      let wanted = all.filter { isWanted($0[key.0] as? String ?? "", $0[key.1] as? String ?? "") }
      #expect(!wanted.isEmpty && wanted.count < all.count)
      #expect(ids(try await get("findings?\(query)").rows()) == ids(wanted), "\(query)")
    }
    try await expect(
      "severity=high,medium&family=unused", { $0 != "low" && $1 == "unused" }, key: ("severity", "family"))
    try await expect(
      "rule=instance-stopped&rule=ebs-unencrypted&account=111111111111",
      { ["instance-stopped", "ebs-unencrypted"].contains($0) && $1 == "111111111111" },
      key: ("rule", "account_id"))
    let owner = try #require(all.compactMap { $0["owner"] as? String }.first)
    let address = try #require(owner.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
    try await expect("owner=\(address)", { name, _ in name == owner }, key: ("owner", "rule"))
  }

  @Test func declaresItsKeys() async throws {
    for each in Self.cases {
      let path = "/api/v1/" + (each.address.split(separator: "?").first ?? "")
      let resource = try #require(API.all.first { $0.path == path })
      guard case .listing(let columns) = resource.form, let row = try await get(each.address).rows().first
      else { continue }
      #expect(columns.map(\.key).filter { row[$0] == nil } == [], "\(each.address)")
    }
  }

  @Test func everyAddressIsHeldAgainstItsCommand() {
    let tested = Set(Self.cases.map { "/api/v1/" + ($0.address.split(separator: "?").first ?? "") })
    let others: Set = ["/api/v1/findings", "/api/v1/findings/not-checked", "/api/v1/reports"]
    #expect(Set(API.all.map(\.path)) == tested.union(others))
  }

  @Test func listsReports() async throws {
    let folder = try TemporaryFolder()
    try folder.write("reports/2026-10.html", "<p>")
    try folder.write("reports/2026-10/statements/a b.csv", "x,y\n")
    try folder.write("reports/.hidden.csv", "")
    try folder.write("reports/notes.json", "")
    try folder.write("secret.csv", "")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("reports/link.csv"), withDestinationPath: folder.path("secret.csv"))
    var settings = try SampleDashboard.settings()
    settings.reports = folder.path("reports")
    let rows = try await SampleDashboard.get("/api/v1/reports", settings: settings).rows()
    #expect(rows.map { $0["name"] as? String } == ["2026-10.html", "2026-10/statements/a b.csv"])
    #expect(rows.map { $0["size"] as? Int } == [3, 4])
    #expect(rows.last?["address"] as? String == "/reports/2026-10/statements/a%20b.csv")
  }

  @Test func readsNoFileThatTheSettingsDoNotName() async throws {
    let answer = try await get("cost/unit?per-metric=samples/measures/voters.csv")
    #expect(answer.status == .badRequest)
    #expect(answer.text.contains("there are requests, voters"), "\(answer.text)")
  }

  @Test(arguments: [
    ("bills/diff?before=2026-09", "?after: is missing"),
    ("cost/event?from=2026-10-24&to=", "?to: is missing"),
    ("cost/event?from=2026-10-24&to=2026-10-25&baseline=7", "no number of days"),
    ("cost/compare?from-month=2026-9&to-month=2026-10", "no month"),
    ("cost/compare?from-month=2026-09&to-month=2026-10&metric=usage", "none of billed"),
    ("bills/history?bill=last", "no month as 2026-10, no bill"),
    ("inventory/list?type=ebs_volumes", "none of"),
    ("inventory/list?type=ebs_volume&where=name~(", "no regular expression"),
    ("inventory/show?id=vol-none", "vol-none"),
    ("inventory?as-of=1999-01-01", "holds no inventory as of"),
    ("findings?severity=dire", "none of"),
    ("concepts/values?concept=tem", "did you mean 'team'?"),
    ("janitor/marks?state=sold", "none of"),
    ("rules/show?id=none", "none"),
  ])
  func saysWhatIsWrong(address: String, detail: String) async throws {
    let answer = try await get(address)
    #expect(answer.status == .badRequest)
    #expect(answer.text.contains(detail), "\(answer.text)")
  }
}
