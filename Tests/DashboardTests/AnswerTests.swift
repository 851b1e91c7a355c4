import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Dashboard

/// What every answer has in common: headers, versions, failures.
struct AnswerTests {
  @Test func theAPIGivesTheCommandsOwnJSON() async throws {
    let answer = try await SampleDashboard.get(
      "/api/v1/cost?by=team&per=month&where=region%3Dus-east-1&top=3")
    let command = try SampleLedger.run([
      "cost", "--by", "team", "--per", "month", "--where", "region=us-east-1", "--top", "3", "--format",
      "json",
    ])
    #expect(answer.status == .ok)
    #expect(answer.headers[.contentType] == "application/json")
    #expect(answer.text == command.out)
  }

  @Test func anAnswerThatHoldsIsNotSentAgain() async throws {
    let first = try await SampleDashboard.get("/api/v1/bills")
    let tag = try #require(first.headers[.eTag])
    let second = try await SampleDashboard.get("/api/v1/bills", headers: [.ifNoneMatch: tag])
    #expect(second.status == .notModified)
    #expect(second.text.isEmpty)
  }

  @Test(arguments: [
    ("tarsier.yaml", "metrics: {requests: requests.csv}\naccounts: {'111111111111': {name: Other}}\n"),
    ("requests.csv", "time,value\n2026-10-02,7\n"),
    ("rules/own.yaml", "id: own\n"),
  ])
  func whatIsWrittenBesideTheLedgerShows(file: String, text: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("tarsier.yaml", "metrics: {requests: requests.csv}\n")
    try folder.write("requests.csv", "time,value\n2026-10-02,5\n")
    var settings = try SampleDashboard.settings()
    settings.config = folder.path("tarsier.yaml")
    try await Dashboard(settings).application().test(.router) { client in
      func tag() async throws -> String? {
        // The first answer reads the settings, and with them which files there are.
        _ = try await client.execute(uri: "/throughput", method: .get)
        return try await client.execute(uri: "/throughput", method: .get).headers[.eTag]
      }
      let first = try #require(try await tag())
      #expect(try await tag() == first)
      try folder.write(file, text)
      #expect(try await tag() != first)
    }
  }

  @Test func rowsComeInPages() async throws {
    let answer = try await SampleDashboard.get("/api/v1/cost?by=service&limit=2&offset=1")
    let all = try SampleLedger.rows(["cost", "--by", "service"])
    let rows = try answer.rows()
    #expect(rows.map { $0["service"] as? String } == all[1...2].map { $0["service"] as? String })
    #expect(answer.headers[.init("Link")!] == "</api/v1/cost?by=service&limit=2&offset=3>; rel=\"next\"")
  }

  @Test(arguments: [
    ("/api/v1/cost?by=servic", 400, "did you mean 'service'?"),
    ("/api/v1/cost?bye=service", 400, "did you mean 'by'?"),
    ("/api/v1/cost?per=minute", 400, "none of total, month, week, day, hour"),
    ("/api/v1/cost?from=yesterday", 400, "no date, and no time at a full hour"),
    ("/api/v1/cost?top=0", 400, "no whole number from 1 to 1000"),
    ("/api/v1/cost?per=day&per=hour", 400, "more than once"),
    ("/api/v1/cost?by=%ff", 400, "no text in UTF-8"),
    ("/api/v1/cost?by=%2", 400, "no text in UTF-8"),
    ("/api/v1/nothing", 404, "no such page"),
  ])
  func wrongQuestionsGetProblemDocuments(uri: String, status: Int, detail: String) async throws {
    let answer = try await SampleDashboard.get(uri)
    #expect(answer.status.code == status)
    #expect(answer.headers[.contentType] == "application/problem+json")
    #expect(answer.text.contains(detail), "\(answer.text)")
  }

  @Test func anAddressThatIsTooLongIsRefused() async throws {
    let answer = try await SampleDashboard.get("/costs?where=" + String(repeating: "a", count: 9_000))
    #expect(answer.status.code == 414)
  }

  @Test func pagesLoadNothingFromElsewhere() async throws {
    let answer = try await SampleDashboard.get("/data")
    #expect(answer.status == .ok)
    #expect(answer.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'none'") == true)
    #expect(!answer.text.contains("http://") && !answer.text.contains("https://"))
  }

  @Test func aLedgerThatIsNotThereIsAPageAndAProblem() async throws {
    let settings = DashboardSettings(ledger: "/nowhere/ledger.sqlite")
    let page = try await SampleDashboard.get("/data", settings: settings)
    #expect(page.status == .serviceUnavailable)
    #expect(page.text.contains("there is no ledger here"))
    let document = try await SampleDashboard.get("/api/v1/bills", settings: settings)
    #expect(document.status == .serviceUnavailable)
    #expect(document.headers[.contentType] == "application/problem+json")
  }
}
