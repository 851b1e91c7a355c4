import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Dashboard

/// Everything that a page offers is a link, a form or what HTML unfolds by itself.
struct WithoutScriptsTests {
  private static let volume = "111111111111/us-east-1/ebs_volume/vol-0a996f12d169c305c"

  static let pages = [
    "/costs",
    "/costs?by=team,service&per=hour&from=2026-10-05&to=2026-10-06&compare=true&where=team%3Dvoting",
    "/costs/filter?of=team&by=team", "/throughput", "/commitments", "/resources", "/resources?q=vote",
    "/resources/show?id=\(volume)", "/findings", "/findings?show=excepted", "/findings?show=not-checked",
    "/findings/rule?id=ebs-volume-detached", "/findings/zones", "/janitor", "/janitor/keep?id=\(volume)",
    "/reports", "/data", "/data/coverage",
  ]

  /// A page of each path is among them, and one more than the menu has.
  @Test func everyPageIsHere() {
    let paths = Set(Self.pages.map { $0.prefix { $0 != "?" } }.map(String.init))
    #expect(Pages.all.map(\.path).filter { !paths.contains($0) } == [])
    #expect(Pages.menu.map(\.path).filter { !paths.contains($0) } == [])
  }

  private static func expectPlain(_ html: String, _ page: String) {
    let plain = PlainPage(html)
    for form in plain.forms {
      #expect(form.action.hasPrefix("/") && ["get", "post"].contains(form.method), "\(page): \(form)")
      #expect(form.buttons == ["submit"], "\(page): \(form)")
    }
    let ids = Set(plain.elements.compactMap { $0.attributes["id"] })
    for element in plain.elements {
      let words: Comment = "\(page): \(element)"
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") }, words)
      // What a script would have to show or to listen to.
      #expect(element.attributes["hidden"] == nil && element.attributes["role"] != "button", words)
      switch element.name {
      case "input", "select":
        #expect(element.form != nil && element.attributes["name"]?.isEmpty == false, words)
      case "button", "textarea": #expect(element.form != nil, words)
      case "a":
        let link = element.attributes["href"] ?? ""
        #expect(["/", "#", "https://"].contains { link.hasPrefix($0) }, words)
        if link.hasPrefix("#") { #expect(ids.contains(String(link.dropFirst())), words) }
      case "dialog", "template", "canvas": Issue.record(words)
      default: break
      }
    }
    for (details, next) in zip(plain.elements, plain.elements.dropFirst()) where details.name == "details" {
      #expect(next.name == "summary", "\(page)")
    }
  }

  @Test(arguments: pages)
  func nothingWaitsForAScript(page: String) async throws {
    let answer = try await AuditedLedger.get(page)
    #expect(answer.status == .ok)
    Self.expectPlain(answer.text, page)
  }

  @Test func neitherDoesTheSignIn() async throws {
    var settings = try AuditedLedger.settings()
    settings.access = .token("a-token-of-more-than-24-characters")
    let answer = try await SampleDashboard.get("/costs", settings: settings)
    #expect(answer.status == .unauthorized)
    Self.expectPlain(answer.text, "/sign-in")
    #expect(PlainPage(answer.text).forms.map(\.action) == ["/sign-in"])
  }

  /// One link of each kind, and every form as it stands.
  @Test func linksAndFormsLeadSomewhere() async throws {
    var seen: Set<String> = []
    var addresses: [(page: String, address: String)] = []
    for page in Self.pages {
      let plain = PlainPage(try await AuditedLedger.get(page).text)
      let links = plain.elements.filter { $0.name == "a" }.compactMap { $0.attributes["href"] }
        .filter { $0.hasPrefix("/") }
      for address in links + plain.forms.filter({ $0.method == "get" }).map(\.address) {
        let question = address.prefix { $0 != "#" }.split(separator: "?", maxSplits: 1)
        let names =
          question.count < 2 ? [] : question[1].split(separator: "&").map { $0.prefix { $0 != "=" } }
        let place = address.drop { $0 != "#" }
        let kind = "\(question[0])?\(Set(names).sorted().joined(separator: "&"))\(place)"
        // Files of the reports are all of one kind.
        if seen.insert(kind.hasPrefix("/reports/") ? "/reports/" : kind).inserted {
          addresses.append((page, address))
        }
      }
    }
    #expect(addresses.count > 60)
    try await Dashboard(AuditedLedger.settings()).application().test(.router) { [addresses] client in
      for (page, address) in addresses {
        let parts = address.split(separator: "#", maxSplits: 1).map(String.init)
        let answer = try await client.execute(uri: parts[0], method: .get)
        #expect(answer.status == .ok, "\(address) on \(page)")
        if parts.count > 1 { #expect(answer.text.contains("id=\"\(parts[1])\""), "\(address) on \(page)") }
      }
    }
  }
}
