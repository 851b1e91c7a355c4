import Allocation
import Billing
import Testing

@testable import Reports

/// The week's letters: one for each owner, and one about all of them.
struct WeekReportTests {
  @Test(arguments: [
    ("2026-W01", "29 December 2025 to 4 January 2026"), ("2026-W44", "26 October to 1 November 2026"),
    ("2026-W53", "28 December 2026 to 3 January 2027"), ("2024-W10", "4 to 10 March 2024"),
    ("2021-W01", "4 to 10 January 2021"),
  ])
  func `weeks of ISO 8601`(text: String, title: String) throws {
    let week = try ISOWeek(text)
    #expect(week.title == title && week.description == text)
    #expect(week.hours.count == 168 && week.previous.hours.upperBound == week.hours.lowerBound)
  }

  @Test(arguments: ["2026-44", "2026-W00", "2025-W53", "2026-W4", "W44", "2026-w44", "2026-W54", "-001-W01"])
  func `no weeks`(text: String) {
    #expect(throws: Problem.self) { try ISOWeek(text) }
  }

  @Test(arguments: [
    (1, 86_398, "2026-W43"), (1, 86_399, "2026-W44"), (2, 0, "2026-W44"), (2, 86_399, "2026-W44"),
    (8, 86_398, "2026-W44"), (8, 86_399, "2026-W45"),
  ])
  func `the last whole week`(day: Int, second: Int, week: String) {
    let seconds = Civil.days(year: 2026, month: 11, day: day) * 86_400 + second
    // Sunday, 1 November, is over with its last second.
    #expect(ISOWeek(lastBefore: seconds).description == week)
  }

  private func report(_ charges: [(day: Int, team: String?, service: String, amount: Int128)]) throws
    -> WeekReport
  {
    let week = try ISOWeek("2026-W43")
    return try WeekReport(
      WeekInputs(
        week: week, organization: "Agora", concept: "team", newestHour: week.hours.upperBound - 1,
        billed: week.previous.hours.lowerBound..<week.hours.upperBound
      ) { question in
        let days = charges.filter { charge in
          let hour = Civil.days(year: 2026, month: 10, day: charge.day) * 24
          return hour >= question.from ?? .min && hour < question.to ?? .max
        }
        var company = SmallCompany(months: [])
        company.charges = days.map { charge in
          var dimensions = ["service": charge.service, "resource": "r of \(charge.service)"]
          dimensions["team"] = charge.team
          return SmallCompany.Charge(
            period: "2026-10", day: charge.day, hour: 0, dimensions: dimensions,
            amount: Amount(units: charge.amount, scale: 3))
        }
        return company.answer(question)
      })
  }

  @Test func `this week beside the one before, by owner and service`() throws {
    let report = try report([
      (12, "voting", "EC2", 1_000), (18, "voting", "S3", 500), (19, "voting", "EC2", 2_006),
      (25, "voting", "S3", 406),
      (25, nil, "Tax", 90), (12, "gone", "EC2", 40),
    ])
    #expect(report.letters.map(\.owner) == ["", "gone", "voting"])
    #expect(report.letters[2].subject == "Agora: costs of team voting, week 2026-W43")
    let text = try report.letters[2].text()
    #expect(text.contains("19 to 25 October 2026.\n2.41 USD, +0.91 (+60.8%) since the week before.\n"))
    // 2.006 and 0.406 are 2.412; the one that is nearer to the other side gives way.
    #expect(text.contains("\nEC2                2.00         1.00   +1.00  +100.6%\n"))
    #expect(text.contains("\nS3                 0.41         0.50   -0.09   -18.8%\n"))
    #expect(
      text.contains("\n  tarsier cost --by service --where team=voting --from 2026-10-19 --to 2026-10-26\n"))
    let overview = try report.overview.text()
    #expect(overview.contains("\nTotal             2.50         1.54   +0.96   +62.5%\n"), "\(overview)")
    #expect(
      try report.files().map(\.name).prefix(6) == [
        "2026-W43.html", "2026-W43.txt", "2026-W43.csv", "2026-W43/-none-.html", "2026-W43/-none-.txt",
        "2026-W43/-none-.csv",
      ])
  }

  @Test func `a week without charges is an error`() {
    let problem = #expect(throws: Problem.self) { try report([(12, "voting", "EC2", 1_000)]) }
    #expect(problem?.what == "no bill has a charge from 19 to 25 October 2026")
  }

  @Test func `a week that the bills do not fill says so`() throws {
    let week = try ISOWeek("2026-W44")
    let last = week.hours.upperBound - 25
    let report = try WeekReport(
      WeekInputs(
        week: week, organization: nil, concept: "team", newestHour: last, billed: 0..<last + 1
      ) { question in
        CostAnswer(
          dimensions: question.by, per: .total, metric: .billed,
          rows: CostRows(
            groups: [.init(values: question.by.map { _ in "x" }, unit: "USD")], slices: [nil],
            sums: [.init(group: 0, slice: 0, units: 5)], scale: 0), notes: [])
      })
    #expect(
      try report.overview.text().contains(
        "The bills end with 2026-10-31T23:00:00Z, so the week is not whole: its costs will grow."))
  }

  @Test(arguments: HostileNamesTests.names + ["\u{1B}[31mred", "\u{202E}gnp.exe"])
  func `names do nothing`(name: String) throws {
    let report = try report([(19, name, name, 10), (20, name, name, 20)])
    for letter in report.letters + [report.overview] {
      let html = try letter.html()
      #expect(!html.contains("<script") && !html.contains("onmouseover=\"alert"))
      let text = try letter.text()
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
      #expect(!text.contains("\u{202E}") && !html.contains("\u{202E}"))
      #expect(!letter.subject.isEmpty)
    }
    for file in try report.files() where file.name.hasSuffix(".csv") {
      #expect(!file.text.contains("\n=") && !file.text.contains(",="))
      #expect(!file.name.dropFirst("2026-W43/".count).contains { "/<>`\"\n".contains($0) })
    }
  }

  @Test func `programs get the figures with all digits`() throws {
    let json = try report([(19, "=1+1", "EC2", 1_234)]).overview.json()
    #expect(
      json == """
        {"kind":"week","organization":"Agora","period":"2026-W43","subject":"Agora: costs, week 2026-W43","tables":\
        {"week":[{"change":"1.234","cost":"1.234","currency":"USD","growth_percent":null,"previous":"0","team":"=1+1"}]}}
        """)
  }
}
