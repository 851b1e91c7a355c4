import Billing
import TestSupport
import Testing

@testable import Trends

/// Days that are far from usual, and the week's own rhythm.
struct UnusualDaysTests {
  /// 2026-09-01, a Tuesday.
  private static let september = 20_697
  private static let october = september + 30..<september + 61

  private func unusual(_ change: (inout [Int128]) -> Void) -> UnusualDays {
    var days = (0..<61).map { Int128(1000 + $0 * 7 % 13) }
    change(&days)
    return UnusualDays(
      in: Self.october,
      of: CostSeries(first: Self.september, amounts: days.map { Amount(units: $0, scale: 1) }))
  }

  private func days(_ days: [UnusualDays.Day]) -> [Int] { days.map { $0.day - Self.september } }

  @Test func `a plain month has none`() {
    #expect(unusual { _ in } == UnusualDays(in: 0..<0, of: CostSeries(first: 0, amounts: [])))
  }

  @Test func `a single dear day`() {
    let found = unusual { $0[40] = 2500 }
    #expect(days(found.anomalies) == [40] && found.recurring.isEmpty)
    // The median of the 28 days before, 12 to 39: 1000 + 7n mod 13, in tenths, which is 100.6.
    #expect(found.anomalies[0].usual == Amount("100.6") && found.anomalies[0].above == Amount("149.4"))
  }

  @Test func `every Saturday is the week's rhythm, and one of another size is none`() {
    let found = unusual { days in
      for saturday in stride(from: 4, to: 61, by: 7) { days[saturday] = 3000 }
      days[46] = 5000
    }
    #expect(days(found.recurring) == [32, 39, 53, 60])
    #expect(days(found.anomalies) == [46])
  }

  @Test func `costs below zero have a rhythm, too`() {
    let found = unusual { days in
      for day in days.indices { days[day] = (day - 4) % 7 == 0 ? -400 - Int128(day) : -900 }
    }
    #expect(days(found.recurring) == [32, 39, 46, 53, 60] && found.anomalies.isEmpty)
  }

  @Test func `what goes on stays unusual, and its Saturdays are still Saturdays`() {
    let found = unusual { days in
      for day in 27..<61 { days[day] += 600 }
      for saturday in stride(from: 4, to: 61, by: 7) { days[saturday] += 2000 }
    }
    #expect(days(found.recurring) == [32, 39, 46, 53, 60])
    #expect(days(found.anomalies) == Array(30..<61).filter { ($0 - 4) % 7 != 0 })
  }

  @Test(arguments: [(299, false), (300, true)])
  func `less than twenty does not count`(cost: Int128, isFound: Bool) {
    let found = unusual { days in
      for day in days.indices { days[day] = day == 40 ? cost : 100 }
    }
    #expect(found.anomalies.isEmpty != isFound)
  }

  @Test func `30 percent of the usual is the least`() {
    #expect(unusual { $0[40] = 1300 }.anomalies.isEmpty)
    #expect(unusual { $0[40] = 1320 }.anomalies.count == 1)
  }

  @Test func `the first days are not judged`() {
    let series = CostSeries(
      first: 0, amounts: [1, 1, 900, 1, 1, 1, 1, 1, 900].map { Amount(units: $0, scale: 0) })
    #expect(UnusualDays(in: 0..<9, of: series).anomalies.map(\.day) == [8])
  }

  @Test(arguments: 1...20) func `a constant series has none, and a scaled one the same`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let constant = Amount(units: Int128(random.next() % 1_000_000), scale: 3)
    let flat = UnusualDays(
      in: 0..<90, of: CostSeries(first: 0, amounts: Array(repeating: constant, count: 90)))
    #expect(flat.anomalies.isEmpty && flat.recurring.isEmpty)
    let units = (0..<90).map { _ in
      Int128(random.next() % 1000) * (random.next() % 9 == 0 ? 50 : 1)
    }
    let found = [1, 1000].map { (factor: Int128) in
      UnusualDays(
        in: 0..<90, of: CostSeries(first: 0, amounts: units.map { Amount(units: $0 * factor, scale: 1) }),
        limits: UnusualDays.Limits(minimum: Amount(units: 20 * factor, scale: 0)))
    }
    #expect(found[0].anomalies.map(\.day) == found[1].anomalies.map(\.day))
    #expect(found[0].recurring.map(\.day) == found[1].recurring.map(\.day))
    #expect(found.allSatisfy { $0.anomalies.allSatisfy { $0.above > .zero } })
  }
}
