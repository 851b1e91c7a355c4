import Foundation
import TestSupport
import Testing

/// The dashboard as people use it: in a browser, with and without scripts, wide and narrow.
@Suite(.serialized, .enabled(if: Browser.driver != nil, "chromium-driver is not installed"))
struct BrowserTests {
  private static func samples() throws -> Server {
    try Server(
      ["--ledger", SampleLedger.path(), "--config", "\(SampleLedger.root)/\(SampleLedger.config)"],
      in: SampleLedger.root)
  }

  private static let pages = [
    "/costs", "/costs?by=team&per=hour&compare=true&why=team", "/costs/filter?of=team", "/throughput",
    "/commitments", "/data",
  ]

  @Test func everyPageFitsAPhoneAndSaysNothingToTheConsole() async throws {
    let (server, browser) = (try Self.samples(), try await Browser(width: 375, height: 800))
    for page in Self.pages {
      try await browser.open(server.url + page)
      let width = try await browser.run("return document.documentElement.scrollWidth - innerWidth") as? Int
      #expect(try #require(width) <= 0, "\(page) is too wide")
      let lines = try await browser.consoleLines()
      #expect(lines.isEmpty, "\(page): \(lines)")
    }
  }

  @Test func aQuestionIsAskedWithTheMouse() async throws {
    let (server, browser) = (try Self.samples(), try await Browser())
    try await browser.open(server.url + "/costs?by=team&per=day&from=2026-10-01&to=2026-11-01")

    // A filter: its values come when it is opened, and one is chosen.
    try await browser.click("details.filter > summary")
    try await browser.wait(until: "document.querySelector('.choose input[value=voting]')")
    try await browser.type("vot", into: ".choose input[type=search]")
    try await browser.wait(
      until: "document.querySelector('.choose input[value=checkout]').closest('li').hidden")
    try await browser.click(".choose input[value=voting]")
    try await browser.click(".choose .values button")
    try await browser.wait(until: "document.querySelector('.chips')?.textContent.includes('team: voting')")
    #expect(try await browser.url.contains("where=team%3Dvoting"))

    // A drill, and back.
    try await browser.click(".costs-table tbody th a")
    try await browser.wait(until: "document.querySelector('.costs h2').textContent.includes('by service')")
    try await browser.back()
    try await browser.wait(until: "document.querySelector('.costs h2').textContent.includes('by team')")

    // A select asks at once, and keeps the focus.
    try await browser.run(
      "const s = document.getElementById('style'); s.focus(); s.value = 'columns'; s.dispatchEvent(new Event('change', {bubbles: true}))"
    )
    try await browser.wait(until: "document.querySelector('svg.slots.columns')")
    try await browser.wait(until: "document.activeElement.id === 'style'")

    // A drag on the chart chooses a time.
    try await browser.drag("svg.slots", from: (x: -100, y: 0), to: (x: 60, y: 10))
    try await browser.wait(until: "!location.search.includes('from=2026-10-01')")
    let dates = try await browser.text(
      "const p = new URLSearchParams(location.search); return p.get('from') + ' ' + p.get('to')")
    let slots =
      try await browser.run("return Number(document.querySelector('svg.slots').dataset.slots)") as? Int
    #expect(try #require(slots) < 31, "\(dates)")
    #expect(dates.hasPrefix("2026-10-"))

    // The keyboard tells a slot's values.
    try await browser.run("document.querySelector('svg.slots').focus()")
    try await browser.run(
      "document.querySelector('svg.slots').dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight'}))")
    try await browser.wait(until: "!document.querySelector('.tip').hidden")
    #expect(try await browser.text("return document.querySelector('.tip').textContent").contains("voting"))

    try await browser.run(
      "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '?', bubbles: true}))")
    #expect(try await browser.count("dialog[open]") == 1)
    let lines = try await browser.consoleLines()
    #expect(lines.isEmpty, "\(lines)")
  }

  @Test func withoutScriptsFormsAndLinksDo() async throws {
    let (server, browser) = (try Self.samples(), try await Browser(javaScript: false))
    try await browser.open(server.url + "/costs")
    try await browser.click("details.filter > summary")
    try await browser.click("details.filter[open] > a")
    try await browser.click(".choose input[value=voting]")
    try await browser.click(".choose .values button")
    #expect(try await browser.url.contains("value=voting"))
    #expect(try await browser.text("return document.querySelector('.chips').textContent").contains("voting"))
    try await browser.click(".question button")
    #expect(try await browser.text("return document.querySelector('.chips').textContent").contains("voting"))
  }

  @Test func hostileNamesStayText() async throws {
    let folder = try TemporaryFolder()
    var bill = CurFile("resourceTags/user:team")
    for name in HostileNames.all {
      bill.charge(["lineItem/UnblendedCost": "1.5", "resourceTags/user:team": name])
    }
    try folder.write("bill.csv", bill.text)
    let made = try Binary.run(["--ledger", folder.path("l.sqlite"), "import", folder.path("bill.csv")])
    #expect(made.status == 0, "\(made.err)")
    let (server, browser) = (
      try Server(["--ledger", folder.path("l.sqlite")]), try await Browser(width: 375, height: 800)
    )
    try await browser.open(server.url + "/costs?by=tag:team&per=hour&top=30")
    #expect(try await browser.count(".costs-table tbody tr") == HostileNames.all.count)
    let names = try await browser.text("return document.querySelector('.costs-table').textContent")
    for name in HostileNames.all where name.count < 100 { #expect(names.contains(name)) }
    #expect(try await browser.count("main script, main img") == 0)
    let width = try await browser.run("return document.documentElement.scrollWidth - innerWidth") as? Int
    #expect(try #require(width) <= 0)
    let lines = try await browser.consoleLines()
    #expect(lines.isEmpty, "\(lines)")
  }
}
