import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Dashboard

/// Who is let in, and under which names the server answers.
struct AccessTests {
  private static let token = "0123456789abcdef0123456789abcdef"

  private func settings(_ access: DashboardSettings.Access) throws -> DashboardSettings {
    var settings = try SampleDashboard.settings()
    settings.access = access
    return settings
  }

  @Test(arguments: [
    ("Bearer \(token)", 200), ("bearer \(token)", 200), ("Bearer \(token)x", 401), ("Bearer", 401),
    ("Basic \(token)", 401), ("", 401),
  ])
  func aTokenOpensTheAPI(authorization: String, status: Int) async throws {
    let answer = try await SampleDashboard.get(
      "/api/v1/bills", headers: authorization.isEmpty ? [:] : [.authorization: authorization],
      settings: settings(.token(Self.token)))
    #expect(answer.status.code == status)
    #expect((answer.headers[.wwwAuthenticate] == "Bearer") == (status == 401))
  }

  @Test func signingInSetsACookieThatLetsIn() async throws {
    let settings = try settings(.token(Self.token))
    let form = try await SampleDashboard.get("/data?", settings: settings)
    #expect(form.status == .unauthorized)
    #expect(form.text.contains("name=\"next\" value=\"/data?\""))
    #expect(!form.text.contains(Self.token))

    let signedIn = try await SampleDashboard.post(
      "/sign-in", "token=\(Self.token)&next=%2Fdata", settings: settings)
    #expect(signedIn.status == .seeOther)
    #expect(signedIn.headers[.location] == "/data")
    let cookie = try #require(signedIn.headers[.setCookie])
    #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Strict"))
    #expect(!cookie.contains(Self.token))

    let pair = String(cookie.prefix { $0 != ";" })
    let page = try await SampleDashboard.get(
      "/data", headers: [.cookie: "a; b=1; \(pair)"], settings: settings)
    #expect(page.status == .ok)
    for broken in ["tarsier-session", "tarsier-session=", "\(pair.dropLast())", "=", ";;;"] {
      let refused = try await SampleDashboard.get("/data", headers: [.cookie: broken], settings: settings)
      #expect(refused.status == .unauthorized, "\(broken)")
    }
  }

  @Test(arguments: [
    (["Origin": "http://evil.example"], 403), (["Sec-Fetch-Site": "cross-site"], 403),
    (["Sec-Fetch-Site": "same-site"], 403), (["Origin": "null"], 403), ([:], 401),
  ])
  func aFormOfAnotherSiteSignsNobodyIn(headers: [String: String], status: Int) async throws {
    var fields = HTTPFields()
    for (name, value) in headers { fields[HTTPField.Name(name)!] = value }
    let answer = try await SampleDashboard.post(
      "/sign-in", "token=wrong", headers: fields, settings: settings(.token(Self.token)))
    #expect(answer.status.code == status)
    #expect(answer.headers[.setCookie] == nil)
  }

  @Test(arguments: [
    "//evil.example", "/\\evil.example", "https://evil.example", "javascript:1", "/a b", "", "/sign-in",
  ])
  func signingInLeadsNowhereElse(next: String) {
    #expect(SignIn.destination(next) == "/costs")
  }

  @Test func aFormThatIsTooLongOrOfAnotherKindIsRefused() async throws {
    let settings = try settings(.token(Self.token))
    let long = try await SampleDashboard.post(
      "/sign-in", "token=" + String(repeating: "a", count: 9_000), settings: settings)
    #expect(long.status == .contentTooLarge)
    let json = try await SampleDashboard.post(
      "/sign-in", "{}", headers: [.contentType: "application/json"], settings: settings)
    #expect(json.status == .unsupportedMediaType)
  }

  @Test func aProxyNamesTheUser() async throws {
    let settings = try settings(.userHeader("X-Forwarded-User"))
    let name = HTTPField.Name("X-Forwarded-User")!
    #expect(try await SampleDashboard.get("/data", headers: [name: "ada"], settings: settings).status == .ok)
    #expect(
      try await SampleDashboard.get("/data", headers: [name: ""], settings: settings).status == .unauthorized)
    #expect(try await SampleDashboard.get("/data", settings: settings).status == .unauthorized)
  }

  @Test(arguments: ["/healthz", "/assets/dashboard.css", "/assets/dashboard.js"])
  func whatTellsNothingIsOpen(path: String) async throws {
    #expect(try await SampleDashboard.get(path, settings: settings(.token(Self.token))).status == .ok)
  }

  @Test(arguments: [
    ("127.0.0.1:8080", true), ("localhost", true), ("LOCALHOST:1", true), ("[::1]:8080", true),
    ("evil.example", false), ("evil.example:8080", false), ("127.0.0.1.evil.example", false),
    ("[::2]", false),
    ("[::1", false), ("", false),
  ])
  func onlyOurOwnNamesAreAnswered(host: String, isOurs: Bool) throws {
    #expect(HostCheck(try SampleDashboard.settings()).admits(host) == isOurs)
    #expect(HostCheck(try settings(.token(Self.token))).admits(host))
  }

  @Test(arguments: [
    ("127.0.0.1", true), ("127.8.9.10", true), ("localhost", true), ("::1", true), ("0.0.0.0", false),
    ("127.0.0.1.evil.example", false), ("127.0.0.256", false), ("::", false), ("10.0.0.1", false),
    ("", false),
  ])
  func loopback(host: String, isLoopback: Bool) {
    #expect(DashboardSettings.isLoopback(host) == isLoopback)
  }
}
