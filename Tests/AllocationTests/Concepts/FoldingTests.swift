import Testing

@testable import Allocation

@Suite("Folding and validity")
struct FoldingTests {
  @Test(arguments: [
    ("Team", "team"), (" team ", "team"), ("TEAM", "team"), ("cost_center", "cost-center"),
    ("Cost Center", "cost-center"), ("\tÉquipe\u{A0}", "équipe"), ("a-1", "a-1"), ("  ", ""), ("", ""),
    ("a  b", "a--b"),
  ])
  func folds(text: String, folded: String) { #expect(Folding.folded(text) == folded) }

  @Test func findsSpellingsOfAKey() {
    let known = ["Cost Center", "cost-center", "cost", "cost_center"]
    #expect(
      Folding.spellings(of: "cost_center", among: known) == ["cost_center", "Cost Center", "cost-center"])
    #expect(Folding.spellings(of: "team", among: known) == ["team"])
  }

  @Test(arguments: [
    ("2026-01..2026-06", "2025-12", false), ("2026-01..2026-06", "2026-01", true),
    ("2026-01..2026-06", "2026-06", true), ("2026-01..2026-06", "2026-07", false),
    ("2026-03", "2026-03", true),
    ("2026-03", "2026-04", false), ("2026-03..", "2031-01", true), ("..2026-03", "2026-04", false),
  ])
  func validityHolds(text: String, month: String, holds: Bool) throws {
    #expect(try #require(Validity(text)).holds(in: month) == holds)
  }

  @Test(arguments: [
    "", "..", "2026", "2026-13", "2026-1..2026-2", "2026-06..2026-01", "2026-01-01..2026-02-01", "soon",
  ])
  func validityRefuses(text: String) { #expect(Validity(text) == nil) }
}
