import Billing
import Ledger
import Testing

@testable import Allocation

/// What SQLite leaves out of a bill's combinations before they are looked at.
@Suite("Filters narrow what is read")
struct FilterNarrowingTests {
  /// Texts that Swift and SQLite may see otherwise; nil is an absent value.
  private static let texts: [String?] = [
    nil, "", "a", "A", "Usage", "KMS", "\u{212A}MS", "a;b", "a\u{37E}b", "é", "e\u{301}", "ß", "0", "1", "01",
    "1.0",
    "it's", "\"", "?", "%",
  ]

  @Test(arguments: [Filter.Comparison.equal, .different])
  func nothingThatPassesIsLeftOut(comparison: Filter.Comparison) throws {
    let database = try Database(path: ":memory:", mode: .memory)
    try database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, c TEXT) STRICT")
    for (id, text) in Self.texts.enumerated() {
      try database.query("INSERT INTO t VALUES (?, ?)", [SQLValue(id), SQLValue(text)]) { _ in }
    }
    var dropped = 0
    for first in Self.texts {
      for second in Self.texts {
        let filter = Filter("region", comparison, [first ?? "", second ?? ""])
        let test = try FilterTest(filter)
        let passing = Set(Self.texts.indices.filter { test.holds(for: Self.texts[$0]) })
        guard let narrowing = test.narrowing("c") else { continue }
        var kept: Set<Int> = []
        try database.query("SELECT id FROM t WHERE \(narrowing.sql)", narrowing.texts.map(SQLValue.text)) {
          kept.insert($0.integer(0))
        }
        #expect(passing.isSubset(of: kept), "\(filter)")
        dropped += Self.texts.count - kept.count
      }
    }
    #expect(dropped > 1_000 || comparison == .different)
  }

  @Test func patternsAndLongListsAreNotNarrowed() throws {
    #expect(try FilterTest(Filter("region", .matches, ["eu-.*"])).narrowing("region") == nil)
    let many = Filter("region", .equal, (0..<51).map { "\($0)" })
    #expect(try FilterTest(many).narrowing("region") == nil)
  }
}
