import Billing
import Reports
import Testing

/// Billing months as people write them.
struct PeriodTests {
  @Test func reads() throws {
    let period = try Period("2026-01")
    #expect(period.description == "2026-01")
    #expect(period.title == "January 2026")
    #expect(period.previous.description == "2025-12")
  }

  @Test(arguments: ["2026", "2026-13", "2026-1", "26-10", "2026-10-01", "", "2026-+1", "october"])
  func `refuses what is no month`(text: String) {
    let problem = #expect(throws: Problem.self) { try Period(text) }
    #expect(problem?.remedy == "write it as YYYY-MM, such as 2026-10")
  }
}
