import Foundation
import TestSupport
import Testing

/// The dashboard as people use it: in a browser, with and without scripts, wide and narrow.
@Suite(.serialized, .enabled(if: Browser.driver != nil, "chromium-driver is not installed"))
struct BrowserTests {
  private static func samples() throws -> Server { try server(SampleLedger.path()) }

  private static func server(_ ledger: String, options: [String] = []) throws -> Server {
    try Server(
      ["--ledger", ledger, "--config", "\(SampleLedger.root)/\(SampleLedger.config)"],
      options: ["--as-of", "2026-11-02"] + options, in: SampleLedger.root)
  }

  private static let volume = "111111111111/us-east-1/ebs_volume/vol-0a996f12d169c305c"

  /// Every page, those of many parts in several states.
  private static let pages = [
    "/costs", "/costs?by=team&per=hour&compare=true&why=team",
    "/costs?by=region,service&style=columns&per=week",
    "/costs?metric=usage&by=usage_type&style=cumulative", "/costs?per=total&where=service%3Dnothing",
    "/costs/filter?of=team", "/throughput", "/throughput?by=team&per=month", "/commitments", "/resources",
    "/resources?q=vote", "/resources/show?id=\(volume)", "/findings", "/findings?by=owner",
    "/findings?show=excepted", "/findings?show=not-checked", "/findings/rule?id=ebs-volume-detached",
    "/findings/zones", "/janitor", "/janitor?state=marked&month=2026-12", "/janitor/keep?id=\(volume)",
    "/reports", "/data", "/data/coverage",
  ]

  @Test func everyPageFitsAPhoneAndSaysNothingToTheConsole() async throws {
    let server = try Self.server(SampleLedger.auditedPath())
    let browser = try await Browser(width: 375, height: 800)
    for page in Self.pages {
      try await browser.open(server.url + page)
      try await Self.expectFits(browser, page)
      let lines = try await browser.consoleLines()
      #expect(lines.isEmpty, "\(page): \(lines)")
    }
  }

  /// A sheet of A4 with its margins is 700 pixels wide; what does not fit is cut off.
  @Test func everyPageFitsASheetOfPaper() async throws {
    let server = try Self.server(SampleLedger.auditedPath())
    let browser = try await Browser(width: 700, height: 1000)
    try await browser.showPrint()
    for page in Self.pages {
      try await browser.open(server.url + page)
      try await Self.expectFits(browser, page)
      let shown = try await browser.run(
        "return [...document.querySelectorAll('nav, form, .button')].filter((e) => e.checkVisibility()).length"
      )
      #expect(shown as? Int == 0, "\(page) shows what does nothing on paper")
    }
  }

  private static func expectFits(_ browser: Browser, _ page: String) async throws {
    // A phone zooms out to show what is too wide, so its window's inner width grows along.
    let width = try await browser.run(
      "const d = document.documentElement; return d.scrollWidth - d.clientWidth")
    #expect(try #require(width as? Int) <= 0, "\(page) is too wide")
  }

  /// Names, heads, captions, headings and contrast, of all pages and of those that say that something is wrong.
  @Test(arguments: [Browser.Scheme.light, .dark])
  func whoeverCannotSeeOrPointIsTold(scheme: Browser.Scheme) async throws {
    let server = try Self.server(SampleLedger.auditedPath())
    let browser = try await Browser(scheme: scheme)
    for page in Self.pages + ["/nowhere", "/costs?by=nonsense"] {
      try await browser.open(server.url + page)
      let problems = try await browser.text(PageChecks.script)
      #expect(problems.isEmpty, "\(page): \(problems)")
    }
  }

  @Test func whoSignsInGoesOnWhereTheyWanted() async throws {
    let folder = try TemporaryFolder()
    let token = "a-token-of-more-than-24-characters"
    try folder.write("token", token + "\n")
    let server = try Self.server(SampleLedger.path(), options: ["--token-file", folder.path("token")])
    let browser = try await Browser(width: 375, height: 800)
    try await browser.open(server.url + "/costs?by=region")
    try await Self.expectFits(browser, "sign-in")
    let problems = try await browser.text(PageChecks.script)
    #expect(problems.isEmpty, "\(problems)")
    try await browser.type(token, into: "#token")
    try await browser.click("form.sign-in button")
    try await browser.wait(until: "document.querySelector('.costs h2')?.textContent.includes('by region')")
  }

  @Test func aResourceIsKeptWithTheMouse() async throws {
    let folder = try SampleLedger.auditedCopy()
    let ledger = folder.path("tarsier.sqlite")
    let (server, browser) = (try Self.server(ledger), try await Browser())
    try await browser.open(server.url + "/janitor")
    try await browser.click("a[href$='vol-0a996f12d169c305c'][href*='/janitor/keep']")
    try await browser.wait(until: "document.querySelector('form.keep')")
    try await browser.type("the <b>auditors</b> want it", into: "input[name=reason]")
    try await browser.run("document.querySelector('input[name=until]').value = '2026-12-24'")
    try await browser.click("form.keep button")
    try await browser.wait(until: "document.querySelector('.done')")
    let kept = try await browser.text("return document.querySelector('#kept').parentElement.textContent")
    for words in ["vol-0a996f12d169c305c", "2026-12-24", "the <b>auditors</b> want it", "dashboard"] {
      #expect(kept.contains(words))
    }
    let rows = try jsonRows(
      Binary.run(["--ledger", ledger, "janitor", "list", "--as-of", "2026-11-02", "--format", "json"]))
    let row = rows.first { $0["resource_id"] as? String == "vol-0a996f12d169c305c" }
    #expect(row?["state"] as? String == "kept")
    #expect((row?["kept_until"] as? String)?.hasPrefix("2026-12-24") == true)
  }

  /// What is copied and run gives what the page shows.
  @Test func theCommandIsCopied() async throws {
    let (server, browser) = (try Self.samples(), try await Browser())
    try await browser.open(
      server.url + "/costs?by=service&where=team%3Dcheckout&from=2026-10-15&to=2026-10-16&per=hour&top=3")
    try await browser.run(
      "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => window.copied = text}})"
    )
    func copied(_ button: String) async throws -> String {
      try await browser.run(
        "window.copied = null; [...document.querySelectorAll('button')].find((b) => b.textContent === '\(button)').click()"
      )
      try await browser.wait(until: "window.copied")
      return try await browser.text("return window.copied")
    }
    let command = try await copied("Copy")
    let script =
      "tarsier() { '\(Binary.path)' --ledger '\(try SampleLedger.path())' --config '\(SampleLedger.config)' \"$@\"; }\n"
      + command + " --format json"
    let rows = try jsonRows(Program.run("bash", ["-c", script], in: SampleLedger.root))
    let sum = rows.compactMap { Decimal(string: $0["cost"] as? String ?? "") }.reduce(0, +)
    let shown = try await browser.text("return document.querySelector('tr.total data').value")
    #expect(sum > 0)
    #expect(Decimal(string: shown) == sum, "\(command)")
    #expect(try await copied("Copy link").contains("where=team%3Dcheckout"))
    #expect(try await copied("Copy Markdown").hasPrefix("| "))
  }

  /// The question that the dashboard was made for: what did checkout cost on Thursday night, and why.
  @Test func threeClicksTellWhatThursdayNightCost() async throws {
    let (server, browser) = (try Self.samples(), try await Browser())
    try await browser.open(server.url + "/costs")
    // Thursday 15 October is the fifteenth of 31 slots; a click chooses its day.
    let width =
      try await browser.run("return document.querySelector('svg.slots').getBoundingClientRect().width")
      as? Double
    let day = Int((14.5 / 31 - 0.5) * (try #require(width)))
    try await browser.drag("svg.slots", from: (x: day, y: 0), to: (x: day, y: 0))
    try await browser.wait(until: "location.search.includes('from=2026-10-15&to=2026-10-16')")
    try await browser.wait(until: "document.querySelector('svg.slots')?.dataset.per === 'hour'")
    // The last five of 24 hours.
    try await browser.drag(
      "svg.slots", from: (x: Int(0.31 * (width ?? 0)), y: 0), to: (x: Int(0.49 * (width ?? 0)), y: 0))
    try await browser.wait(until: "location.search.includes('from=2026-10-15T19:00:00Z&to=2026-10-16')")
    try await browser.run(
      "[...document.querySelectorAll('.costs-table tbody tr')].find((r) => r.querySelector('bdi')?.textContent === 'checkout').querySelector('.ways a:last-child').click()"
    )
    try await browser.wait(until: "document.querySelector('#why table')")
    let expected = try SampleLedger.rows([
      "cost", "--where", "team=checkout", "--from", "2026-10-15T19:00:00Z", "--to", "2026-10-16",
    ])
    let cost = try #require(expected.first?["cost"] as? String)
    #expect(try await browser.text("return document.querySelector('tr.total data').value") == cost)
    #expect(try await browser.text("return document.querySelector('#why').textContent").contains("tag:team"))
  }

  @Test func anImportElsewhereShowsByItself() async throws {
    let folder = try SampleLedger.copy()
    let ledger = folder.path("tarsier.sqlite")
    let (server, browser) = (try Self.server(ledger), try await Browser())
    try await browser.open(server.url + "/data")
    try await browser.wait(until: "shown")
    var bill = CurFile()
    bill.charge(["lineItem/UnblendedCost": "1.5", "bill/PayerAccountId": "999999999999"])
    try folder.write("bill.csv", bill.text)
    let made = try Binary.run(["--ledger", ledger, "import", folder.path("bill.csv")])
    #expect(made.status == 0, "\(made.err)")
    // Whoever comes back to the page need not wait for its clock.
    try await browser.run("document.dispatchEvent(new Event('visibilitychange'))")
    try await browser.wait(until: "document.querySelector('main').textContent.includes('999999999999/')")
    #expect(try await browser.consoleLines().isEmpty)
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
    let names = HostileNames.all
    var bill = CurFile("resourceTags/user:team")
    var volumes: [[String: Any]] = []
    for (index, name) in names.enumerated() {
      let id = "vol-\(index)"
      bill.charge([
        "lineItem/UnblendedCost": "1.5", "resourceTags/user:team": name, "lineItem/ResourceId": id,
      ])
      volumes.append([
        "VolumeId": id, "State": "available", "Size": 8, "VolumeType": "gp2", "Encrypted": false,
        "CreateTime": "2026-01-01T00:00:00Z", "AvailabilityZone": "us-east-1a", "Attachments": [],
        "Tags": [
          ["Key": "team", "Value": name], ["Key": "Name", "Value": name], ["Key": name, "Value": "x"],
        ],
      ])
    }
    try folder.write("bill.csv", bill.text)
    try folder.write("tarsier.yaml", "concepts: {team: {from: [tag:team]}}\n")
    for day in ["2026-09-25", "2026-11-01"] {
      try folder.write("\(day)/snapshot.json", "{\"taken_at\": \"\(day)T03:00:00Z\", \"calls\": []}")
      let answer = try JSONSerialization.data(withJSONObject: ["Volumes": volumes])
      try folder.write(
        "\(day)/111111111111/us-east-1/ec2.describe-volumes.json", String(decoding: answer, as: UTF8.self))
    }
    let options = ["--ledger", folder.path("l.sqlite"), "--config", folder.path("tarsier.yaml")]
    for command in [
      ["import", folder.path("bill.csv")],
      ["inventory", "load", folder.path("2026-09-25"), folder.path("2026-11-01")],
      ["audit", "--as-of", "2026-11-02"], ["janitor", "run", "--no-collect", "--as-of", "2026-11-02"],
    ] {
      let made = try Binary.run(options + command, environment: ["AWS_ENDPOINT_URL": "http://127.0.0.1:9"])
      #expect(made.status == 0, "\(command): \(made.err)")
    }
    let server = try Server(options, options: ["--as-of", "2026-11-02"])
    let browser = try await Browser(width: 375, height: 800)
    let pages = [
      ("/costs?by=tag:team&per=hour&top=30", true), ("/costs?by=team&why=team", true),
      ("/costs/filter?of=tag:team", true), ("/resources", true), ("/findings", true),
      ("/findings?by=owner", true), ("/janitor", true), ("/data", false), ("/data/coverage", false),
    ]
    for (page, hasNames) in pages + names.indices.map({ ("/resources/show?id=vol-\($0)", false) }) {
      try await browser.open(server.url + page)
      let text = try await browser.text("return document.querySelector('main').textContent")
      #expect(text.contains("<script>alert(1)</script>") || !hasNames, "\(page)")
      #expect(try await browser.count("main script, main img, main [onfocus], main [onmouseover]") == 0)
      #expect(try await browser.count("a[href^=javascript]") == 0)
      try await Self.expectFits(browser, page)
      let lines = try await browser.consoleLines()
      #expect(lines.isEmpty, "\(page): \(lines)")
    }
    try await browser.open(server.url + pages[0].0)
    #expect(try await browser.count(".costs-table tbody tr") == names.count)
    let shown = try await browser.text("return document.querySelector('.costs-table').textContent")
    for name in names where name.count < 100 { #expect(shown.contains(name)) }
  }
}
