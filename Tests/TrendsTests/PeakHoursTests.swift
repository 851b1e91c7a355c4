import Billing
import Testing

@testable import Trends

/// Runs of hours that stand out.
struct PeakHoursTests {
  /// Five in every hour of thirty days, a little more by day, and what is set.
  private func runs(_ peaks: [Range<Int>: Int128], minimum: Int128 = 1) -> [Range<Int>] {
    var amounts = (0..<720).map { (hour: Int) -> Int128 in
      let isDay = hour % 24 > 8
      return Int128((isDay ? 700 : 500) + hour % 7)
    }
    for (hours, amount) in peaks { for hour in hours { amounts[hour] += amount } }
    return PeakHours(
      firstHour: 24_000, amounts: amounts.map { Amount(units: $0, scale: 2) },
      minimum: Amount(units: minimum, scale: 0)
    ).runs.map { $0.lowerBound - 24_000..<$0.upperBound - 24_000 }
  }

  @Test func `hours next to each other are one run`() {
    #expect(runs([:]) == [])
    #expect(runs([115..<119: 4000, 300..<301: 900]) == [115..<119, 300..<301])
  }

  @Test func `what is under the least amount, or half of the usual, is none`() {
    #expect(runs([115..<119: 4000], minimum: 50) == [])
    #expect(runs([115..<119: 300]) == [])
  }

  @Test func `midnight does not part a run`() { #expect(runs([118..<122: 4000]) == [118..<122]) }

  @Test func `what is dear every night is usual`() {
    var nights: [Range<Int>: Int128] = [:]
    for day in 0..<30 { nights[(day * 24 + 20)..<(day * 24 + 23)] = 4000 }
    #expect(runs(nights) == [])
  }
}
