import Billing
import TestSupport
import Testing

@testable import Charts

/// Charts over time: where a value stands, worked out by hand, and the markup as a whole.
struct TimeChartTests {
  private let first = CivilDay(year: 2026, month: 10, day: 1).number * 24

  private func series(_ name: String, _ units: [Int128], isRest: Bool = false) -> ChartSeries {
    ChartSeries(name: name, amounts: units.map { Amount(units: $0, scale: 0) }, isRest: isRest)
  }

  private func chart(
    _ style: TimeChart.Style, _ values: [[Int128]], before: [Int128]? = nil, highlight: Range<Int>? = nil
  ) -> String {
    TimeChart(
      slots: TimeSlots(.day, from: first, count: values[0].count), series: values.map { series("a", $0) },
      unit: "USD", style: style, highlight: highlight, before: before.map { series("before", $0) }
    ).html(id: "x", title: "Cost")
  }

  /// The `d` of each series, the first at first.
  private func paths(_ html: String) -> [String] {
    html.split(separator: "data-series=\"").compactMap { part in
      let fields = part.split(separator: "\"", omittingEmptySubsequences: false)
      return fields.count > 2 && fields[1] == " d=" ? (fields[0], fields[2]) : nil
    }.sorted { $0.0 < $1.0 }.map { String($0.1) }
  }

  struct Drawing: CustomTestStringConvertible {
    var style: TimeChart.Style
    var values: [[Int128]]
    var paths: [String]
    var testDescription: String { "\(style) of \(values)" }
  }

  // The plot is 1500 high. From 0 to 30 a value of 10 is 500; from -10 to 30 it is 375, and zero stands at 1125.
  @Test(arguments: [
    Drawing(style: .area, values: [[10, 30]], paths: ["M0 1500v-500h0.5l1-1000h0.5v1500z"]),
    Drawing(
      style: .columns, values: [[10, 30]], paths: ["M0 1500h0.1v-500h0.8v500h0.2v-1500h0.8v1500h0.1z"]),
    Drawing(style: .lines, values: [[10, -10]], paths: ["M0 0h0.5l1 1500h0.5"]),
    Drawing(style: .cumulative, values: [[10, 20]], paths: ["M0 1500l1-500l1-1000v1500z"]),
    // What a series adds stands on those before it: 1, 3 and 6 of 6.
    Drawing(
      style: .area, values: [[1], [2], [3]],
      paths: ["M0 1500v-250h1v250z", "M0 1500v-750h1v750z", "M0 1500v-1500h1v1500z"]),
    // A credit hangs below zero, and lowers nothing above it.
    Drawing(
      style: .columns, values: [[10, 30], [20, -10]],
      paths: [
        "M0 1125h0.1v-375h0.8v375h0.2v-1125h0.8v1125h0.1z",
        "M0 1125h0.1v-1125h0.8v1125h0.2v-1125h0.8v1125h0.1zM0 1125h1.1v375h0.8v-375h0.1z",
      ]),
    Drawing(style: .area, values: [[-10, -10]], paths: ["M0 0v1500h2v-1500z"]),
    Drawing(style: .columns, values: [[0, 0], [0, 0]], paths: ["", ""]),
  ])
  func geometry(drawing: Drawing) {
    #expect(paths(chart(drawing.style, drawing.values)) == drawing.paths)
  }

  @Test func `many columns have no gaps`() {
    let path = paths(chart(.columns, [(0..<101).map { $0.isMultiple(of: 2) ? 10 : 20 }]))[0]
    #expect(path.hasPrefix("M0 1500v-750h1v-750h1v750h1v-750h1"))
  }

  @Test func `what was before may be shorter or longer, and is never filled`() {
    #expect(chart(.columns, [[10, 30]], before: [20]).contains("<path class=\"before\" d=\"M0 500h1\"/>"))
    #expect(
      chart(.lines, [[10, 30]], before: [30, 10, 99]).contains("class=\"before\" d=\"M0 0h0.5l1 1000h0.5\"/>")
    )
    #expect(
      chart(.cumulative, [[10, 20]], before: [20, 10]).contains(
        "class=\"before\" d=\"M0 1500l1-1000l1-500\"/>"))
  }

  @Test func `the span that is set apart stays within the plot`() {
    let text = "<rect class=\"highlight\" x=\"1\" y=\"0\" width=\"1\" height=\"1500\"/>"
    #expect(chart(.area, [[1, 2]], highlight: 1..<9).contains(text))
    #expect(!chart(.area, [[1, 2]], highlight: 5..<9).contains("highlight"))
  }

  @Test func `a script learns which hours are where`() {
    // 2026-10-01 is day 20,727.
    #expect(
      chart(.area, [[1, 2, 3]]).contains(
        "data-from=\"497448\" data-to=\"497520\" data-per=\"day\" data-slots=\"3\" data-left=\"0\" data-right=\"3\""
      ))
  }

  @Test(arguments: TimeChart.Style.allCases)
  func `the markup as a whole`(style: TimeChart.Style) {
    let chart = TimeChart(
      slots: TimeSlots(.day, from: first, count: 4),
      series: [
        series("AmazonEC2", [120, 80, 100, 140]), series("Refunds", [0, -40, 0, -10]),
        series("Others", [10, 12, 8, 1250], isRest: true),
      ], unit: "USD", style: style, highlight: 1..<2, before: series("September 2026", [90, 100, 110, 90]))
    expectGolden(chart.html(id: "cost", title: "Cost per day"), "\(style).html")
  }

  @Test func `hostile names are text`() {
    for name in [
      "<script>alert(1)</script>", "\" onload=\"x", "'><svg onload=x>", String(repeating: "x", count: 10_000),
    ] {
      let chart = TimeChart(
        slots: TimeSlots(.day, from: first, count: 1), series: [series(name, [1])], unit: name, style: .area,
        before: series(name, [1]))
      let html = chart.html(id: "x", title: name)
      #expect(!html.contains("<script") && !html.contains("<svg onload") && !html.contains("\" onload"))
    }
    #expect(chart(.area, [[1]]).utf8.count < 4000)
  }

  @Test func `nothing stands in the way of a strict policy`() {
    for style in TimeChart.Style.allCases {
      let html = chart(style, [[1, 2], [3, -4]], before: [1, 2], highlight: 0..<1)
      #expect(!html.contains("style=") && !html.contains("<script") && !html.contains("<style"))
    }
  }

  @Test func `every colour is in the style sheet`() {
    let html = chart(.area, (0..<14).map { [$0 + 1] })
    for index in 1...12 {
      #expect(html.contains("<i class=\"s-\(index)\">"))
      #expect(TimeChart.css.contains(".s-\(index) { --series: var(--s-\(index)); }"))
    }
    #expect(!html.contains("s-13"))
  }
}
