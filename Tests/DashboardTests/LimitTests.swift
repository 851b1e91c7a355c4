import HTTPTypes
import HummingbirdTesting
import Listings
import TestSupport
import Testing

@testable import Dashboard

/// A question may ask for more than a server gives; it is told so, and the server goes on.
struct LimitTests {
  @Test func tooManySumsAreRefused() async throws {
    var settings = try SampleDashboard.settings()
    settings.mostSums = 5_000
    let everything = "/api/v1/cost?by=resource,service,usage_type,operation,region,account&per=hour"
    let answer = try await SampleDashboard.get(everything, settings: settings)
    #expect(answer.status == .unprocessableContent)
    #expect(answer.headers[.contentType] == "application/problem+json")
    #expect(answer.text.contains("and a request may have 20000"), "\(answer.text)")
    #expect(try await SampleDashboard.get("/api/v1/cost?by=service", settings: settings).status == .ok)
  }

  @Test(arguments: [
    "/api/v1/cost", "/api/v1/cost/compare?from-month=2026-09&to-month=2026-10", "/api/v1/concepts/values",
    "/api/v1/cost/event?from=2026-10-24&to=2026-10-25", "/api/v1/concepts/coverage",
    "/api/v1/concepts/explain", "/api/v1/concepts/tags", "/api/v1/cost/unit?per-metric=requests",
    "/api/v1/inventory/coverage", "/api/v1/inventory/summary", "/metrics",
  ])
  func whatTakesTooLongIsRefused(path: String) async throws {
    var settings = try SampleDashboard.settings()
    settings.longestRequest = 0
    settings.asOf = AsOf(lastSecond: 1_792_540_799)
    let answer = try await SampleDashboard.get(path, settings: settings)
    #expect(answer.status == .unprocessableContent)
    #expect(answer.text.contains("takes longer than a request may"), "\(answer.text)")
  }

  @Test func moreRowsThanAnAnswerHoldsComeInPages() async throws {
    var settings = try SampleDashboard.settings()
    settings.mostRows = 3
    let answer = try await SampleDashboard.get("/api/v1/cost?by=service", settings: settings)
    #expect(answer.status == .unprocessableContent)
    #expect(answer.text.contains("and an answer may have 3"), "\(answer.text)")
    let page = try await SampleDashboard.get("/api/v1/cost?by=service&limit=3&offset=1", settings: settings)
    #expect(try page.rows().count == 3)
  }
}
