import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import NIOCore
import TestSupport
import Testing

@testable import Dashboard

/// Keeping a resource by the form: the one thing that the web can write.
struct KeepTests {
  private static let name = "111111111111/us-east-1/ebs_volume/vol-0a996f12d169c305c"
  private let folder: TemporaryFolder
  private var settings: DashboardSettings

  init() throws {
    folder = try SampleLedger.copy()
    settings = try SampleDashboard.settings()
    settings.ledger = folder.path("tarsier.sqlite")
  }

  private struct Form {
    var cookie: String
    var token: String
  }

  private func open(_ client: any TestClientProtocol) async throws -> Form {
    let page = try await client.execute(uri: "/janitor/keep?id=\(Self.name)", method: .get)
    #expect(page.status == .ok)
    #expect(page.headers[.cacheControl] == "no-store")
    let cookie = try #require(page.headers[.setCookie])
    #expect(cookie.hasSuffix("; HttpOnly; SameSite=Strict; Path=/"))
    let token = try #require(page.text.firstMatch(of: /name="token" value="([0-9a-f]{64})"/)).1
    return Form(cookie: String(cookie.prefix { $0 != ";" }), token: String(token))
  }

  private func send(
    _ client: any TestClientProtocol, _ body: String, cookie: String?, headers: HTTPFields = [:]
  ) async throws -> TestResponse {
    var headers = headers
    if headers[.contentType] == nil { headers[.contentType] = "application/x-www-form-urlencoded" }
    headers[.cookie] = cookie
    return try await client.execute(
      uri: "/janitor/keep", method: .post, headers: headers, body: ByteBuffer(string: body))
  }

  private func kept() throws -> [[String: Any]] {
    try jsonRows(
      Binary.run([
        "--ledger", settings.ledger, "janitor", "list", "--as-of", "2026-11-02", "--format", "json",
      ]))
  }

  private func run(_ test: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
    try await Dashboard(settings).application().test(.router, test)
  }

  @Test func `a keep is written as the command writes it, and shown`() async throws {
    try await run { client in
      let form = try await open(client)
      let answer = try await send(
        client, "token=\(form.token)&id=\(Self.name)&until=2027-03-02&reason=audit+%3Cb%3E+%26+co",
        cookie: "theme=dark; \(form.cookie)", headers: [.secFetchSite: "same-origin", .origin: "null"])
      #expect(answer.status == .seeOther)
      let place = try #require(answer.headers[.location])
      let page = try await client.execute(uri: place, method: .get)
      #expect(
        page.text.contains(
          "vol-0a996f12d169c305c is kept until 2027-03-02 by dashboard: audit &lt;b&gt; &amp; co."))
      let other = try await client.execute(uri: "/resources/show?id=\(Self.name)", method: .get)
      #expect(other.text.contains("It is kept until 2027-03-02 by dashboard"))
    }
    let rows = try kept()
    #expect(rows.count == 1)
    #expect(rows[0]["resource_id"] as? String == "vol-0a996f12d169c305c")
    #expect(rows[0]["kept_until"] as? String == "2027-03-02T23:59:59Z")
    #expect(rows[0]["reason"] as? String == "kept until 2027-03-02 by dashboard: audit <b> & co")
    // The same by the command, on another ledger.
    let twin = try SampleLedger.copy()
    let command = try jsonRows(
      Binary.run(
        [
          "--ledger", twin.path("tarsier.sqlite"), "janitor", "keep", Self.name, "--until", "2027-03-02",
          "--reason", "audit <b> & co", "--as-of", "2026-11-02", "--format", "json",
        ], environment: ["SUDO_USER": "dashboard"]))
    #expect(NSArray(array: rows).isEqual(to: command))
  }

  @Test func `the name of the user that a proxy tells stands with the keep`() async throws {
    var settings = settings
    settings.access = .userHeader("X-Remote-User")
    try await Dashboard(settings).application().test(.router) { client in
      let user = HTTPField.Name("X-Remote-User")!
      let page = try await client.execute(
        uri: "/janitor/keep?id=\(Self.name)", method: .get, headers: [user: "ann@example.com"])
      let cookie = try #require(page.headers[.setCookie]).prefix { $0 != ";" }
      let token = try #require(page.text.firstMatch(of: /name="token" value="([0-9a-f]{64})"/)).1
      let answer = try await send(
        client, "token=\(token)&id=\(Self.name)", cookie: String(cookie), headers: [user: "ann@example.com"])
      #expect(answer.status == .seeOther)
    }
    #expect(try kept().first?["reason"] as? String == "kept always by ann@example.com")
  }

  @Test func `what was not sent from our own form changes nothing`() async throws {
    try await run { client in
      let form = try await open(client)
      let other = try await open(client)
      let body = "token=\(form.token)&id=\(Self.name)"
      #expect(form.token != other.token)
      let cases: [(String, String?, HTTPFields, Int)] = [
        (body, nil, [:], 403), (body, other.cookie, [:], 403),
        ("id=\(Self.name)", form.cookie, [:], 403),
        ("token=\(form.token.dropLast())0&id=\(Self.name)", form.cookie.dropLast() + "x", [:], 403),
        ("token=&id=\(Self.name)", form.cookie, [:], 403),
        (body, form.cookie, [.secFetchSite: "cross-site"], 403),
        (body, form.cookie, [.secFetchSite: "same-site"], 403),
        (body, form.cookie, [.origin: "https://elsewhere.example"], 403),
        (body, form.cookie, [.contentType: "text/plain"], 415),
        (body + "&reason=" + String(repeating: "a", count: 9_000), form.cookie, [:], 413),
        (body + "&until=2020-01-01", form.cookie, [:], 400), (body + "&until=soon", form.cookie, [:], 400),
        (body + "&who=me", form.cookie, [:], 400), ("token=\(form.token)", form.cookie, [:], 400),
        ("token=\(form.token)&id=vol-nothing", form.cookie, [:], 404),
      ].map { ($0.0, $0.1.map { String($0) }, $0.2, $0.3) }
      for (body, cookie, headers, status) in cases {
        let answer = try await send(client, body, cookie: cookie, headers: headers)
        #expect(answer.status.code == status, "\(body.prefix(120)) \(headers): \(answer.text.suffix(300))")
      }
    }
    #expect(try kept().isEmpty)
  }

  @Test func `a ledger that another writer holds is a page that says so`() async throws {
    var settings = settings
    settings.patience = 0
    let writer = try Ledger.writing(settings.ledger)
    try writer.database.execute("BEGIN IMMEDIATE")
    try await Dashboard(settings).application().test(.router) { client in
      let form = try await open(client)
      let answer = try await send(client, "token=\(form.token)&id=\(Self.name)", cookie: form.cookie)
      #expect(answer.status == .serviceUnavailable)
      #expect(answer.text.contains("another tarsier is writing"))
    }
    try writer.database.execute("ROLLBACK")
    #expect(try kept().isEmpty)
  }
}
