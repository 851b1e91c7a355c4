import Billing
import Testing

@testable import Reports

/// The small charts of the last months.
struct MonthTrendTests {
  private func trend(_ costs: [String: Int128]) throws -> MonthTrend {
    MonthTrend(until: try Period("2026-02")) { costs[$0.description].map { Amount(units: $0, scale: 0) } }
  }

  @Test func `ends with the report's month, and begins with the first bill`() throws {
    let trend = try trend(["2026-02": 700, "2026-01": 350, "2025-11": 0, "2024-12": 9])
    #expect(trend.months.map(\.period.description) == ["2025-11", "2025-12", "2026-01", "2026-02"])
    #expect(trend.blocks == "▁·▅█")
    #expect(
      trend.words == "November 2025 0.00, December 2025 no bill, January 2026 350.00, February 2026 700.00")
  }

  @Test func `a credit hangs below the line`() throws {
    let html = try trend(["2026-02": -300, "2026-01": 100]).drawing
    #expect(html.contains("<rect class=\"spark\" x=\"70\" y=\"0\" width=\"5.5\" height=\"5\"/>"))
    #expect(html.contains("<rect class=\"spark credit\" x=\"77\" y=\"5\" width=\"5.5\" height=\"15\"/>"))
    #expect(html.contains("aria-label=\"January 2026 100.00, February 2026 -300.00\""))
  }

  @Test func `nothing at all is drawn of nothing`() throws {
    #expect(!(try trend(["2026-02": 0]).drawing.contains("<rect")))
  }
}
