import Allocation
import Billing
import TestSupport
import Testing

/// Whatever the mapping: the values' sum is the total without concepts, in every hour and currency.
@Suite("Random mappings")
struct RandomMappingTests {
  private struct Slice: Hashable {
    var hour: String
    var unit: String?
  }

  private func sums(_ rows: CostRows) -> [Slice: Amount] {
    Dictionary(
      rows.map { (Slice(hour: $0.periodStart ?? "", unit: $0.unit), $0.amount) }, uniquingKeysWith: +)
  }

  @Test(arguments: 1...6) func moveNoTotal(seed: UInt64) throws {
    var random = RandomMapping(seed: seed)
    let small = try SmallLedger(random.bill())
    try small.folder.write("requests.csv", random.metric())
    for metric in [Measure.billed, .effective, .usage] {
      let settings = random.settings()
      for per in CostQuestion.Per.allCases {
        let plain = sums(try small.answer { ($0.per, $0.metric) = (per, metric) }.rows)
        let by = random.fields() + ["team"]
        let rows = try small.answer(settings) { ($0.by, $0.per, $0.metric) = (by, per, metric) }.rows
        #expect(sums(rows) == plain, "seed \(seed): --by \(by) --per \(per.rawValue)\n\(settings)")
        #expect(Set(rows.map { "\($0.values) \($0.periodStart ?? "") \($0.unit ?? "")" }).count == rows.count)
        // A condition and its opposite are the whole, before and after sharing.
        let value = random.pick(["a", "shared", "rest", "north", ""])
        let field = random.pick(["team", "area"])
        for before in [false, true] {
          var parts: [Slice: Amount] = [:]
          for comparison in [Filter.Comparison.equal, .different] {
            let rows = try small.answer(settings) {
              ($0.by, $0.per, $0.metric, $0.beforeSharing) = (["area"], per, metric, before)
              $0.filters = [Filter(field, comparison, [value])]
            }.rows
            parts.merge(sums(rows), uniquingKeysWith: +)
          }
          #expect(parts == plain, "seed \(seed): \(field)=\(value)\n\(settings)")
        }
      }
      // The parts of a charge do not depend on the question.
      let total = try small.answer(settings) { ($0.by, $0.metric) = (["team"], metric) }.rows
      let hourly = try small.answer(settings) {
        ($0.by, $0.per, $0.metric) = (["team", "service"], .hour, metric)
      }.rows
      for row in total {
        let parts = hourly.filter { $0.values[0] == row.values[0] && $0.unit == row.unit }.map(\.amount)
        #expect(parts.reduce(.zero, +) == row.amount, "seed \(seed): \(row.text)\n\(settings)")
      }
    }
  }
}
