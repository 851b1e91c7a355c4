import Allocation
import Billing
import Testing

@testable import Reports

/// Why a value's cost moved: resources that came, went, or have another value now.
struct CauseTests {
  private func row(_ resource: String, _ team: String, _ month: String, _ cost: Int128) -> CostRow {
    CostRow(
      values: [resource, team], periodStart: month, amount: Amount(units: cost, scale: 0), unit: "USD")
  }

  private func cause(_ team: String, _ difference: Int128, _ rows: [CostRow]) -> String? {
    ResourceMoves(rows, value: 1, resource: 0, after: "2026-10")
      .cause(of: team, "USD", difference: Amount(units: difference, scale: 0))
  }

  @Test func `resources that came, and that went`() {
    let rows = [
      row("i-1", "a", "2026-10", 40), row("i-2", "a", "2026-10", 60), row("i-3", "a", "2026-09", 10),
      row("i-4", "a", "2026-09", 5), row("i-4", "a", "2026-10", 5),
    ]
    #expect(cause("a", 90, rows) == "2 resources came (+100.00), 1 resource went (-10.00)")
    // A fifth of a difference explains nothing.
    #expect(cause("a", 450, rows) == nil)
    // Nor does what points the other way.
    #expect(cause("a", -90, rows) == nil)
    #expect(cause("b", 90, rows) == nil)
  }

  @Test func `the same resources under another value`() {
    let rows = ["i-1", "i-2"].flatMap {
      [row($0, "voting", "2026-09", 10), row($0, "growth", "2026-10", 200)]
    }
    #expect(cause("growth", 400, rows) == "2 resources moved here from voting (+400.00)")
    #expect(cause("voting", -20, rows) == "2 resources moved to growth (-20.00)")
  }
}
