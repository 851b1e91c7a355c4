import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Dashboard

struct ReportPagesTests {
  @Test func `reports are listed, and each link gives the file`() async throws {
    let page = try await SampleDashboard.get("/reports")
    #expect(page.status == .ok)
    let links = page.text.matches(of: /href="(\/reports\/[^"]*)"/).map { String($0.1) }
    #expect(links.count > 20)
    for link in links {
      let file = try await SampleDashboard.get(link)
      #expect(file.status == .ok, "\(link)")
      let name = SampleLedger.root + (link.removingPercentEncoding ?? "")
      #expect(file.text == (try String(contentsOfFile: name, encoding: .utf8)), "\(link)")
    }
  }

  @Test func `a report has its own style and nothing else`() async throws {
    let page = try await SampleDashboard.get("/reports/2026-10.html")
    #expect(page.headers[.contentType] == "text/html; charset=utf-8")
    let policy = try #require(page.headers[.contentSecurityPolicy])
    #expect(policy.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
    #expect(policy.contains("sandbox"))
    #expect(page.headers[.xContentTypeOptions] == "nosniff")
    #expect(
      try await SampleDashboard.get("/reports/2026-10.md").headers[.contentType]
        == "text/markdown; charset=utf-8")
    #expect(
      try await SampleDashboard.get("/reports/2026-10.csv").headers[.contentType] == "text/csv; charset=utf-8"
    )
  }

  /// A folder with a report, a secret beside it, and links that lead to the secret.
  @Test(arguments: [
    "/reports/../secret.html", "/reports/..%2Fsecret.html", "/reports/%2e%2e/secret.html",
    "/reports//etc/passwd", "/reports/link.html", "/reports/folder/secret.html", "/reports/.hidden.html",
    "/reports/notes.exe", "/reports/2026-10.html/", "/reports/2026-10.html%00", "/reports/%ff.html",
    "/reports/./2026-10.html", "/reports/2026-10",
  ])
  func `no name leads out of the folder`(uri: String) async throws {
    let folder = try TemporaryFolder()
    for name in [
      "reports/2026-10.html", "reports/.hidden.html", "reports/notes.exe", "secret.html", "other/secret.html",
    ] {
      try folder.write(name, "<p>secret</p>")
    }
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: folder.path("reports/link.html"), withDestinationPath: folder.path("secret.html"))
    try files.createSymbolicLink(
      atPath: folder.path("reports/folder"), withDestinationPath: folder.path("other"))
    var settings = try SampleDashboard.settings()
    settings.reports = folder.path("reports")
    #expect(
      try await SampleDashboard.get("/reports/2026-10.html", settings: settings).text == "<p>secret</p>")
    let answer = try await SampleDashboard.get(uri, settings: settings)
    #expect(answer.status.code >= 400, "\(answer.status)")
    #expect(!answer.text.contains("<p>secret</p>"))
  }

  @Test func `a file that comes is listed at once`() async throws {
    let folder = try TemporaryFolder()
    var settings = try SampleDashboard.settings()
    settings.reports = folder.path
    #expect(try await SampleDashboard.get("/reports", settings: settings).text.contains("has no reports"))
    try folder.write("2026-10.html", "x")
    try folder.write("2026-10/statements/a<b>&\"c.html", "x")
    let page = try await SampleDashboard.get("/reports", settings: settings)
    #expect(page.text.contains("/reports/2026-10.html"))
    #expect(page.text.contains("/reports/2026-10/statements/a%3Cb%3E%26%22c.html"))
    #expect(!page.text.contains("a<b>"))
  }
}
