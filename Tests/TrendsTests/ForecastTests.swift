import Billing
import Testing

@testable import Trends

/// What a month is expected to cost; the figures were computed apart, with fractions in Python.
struct ForecastTests {
  /// 2026-09-01.
  private static let september = 20_697
  private static let october = september + 30
  private static let days = [
    "100", "101.1", "102.4", "100.2", "351.2", "102.4", "100.1", "101", "102.1", "100.4", "101.2", "352.2",
    "100.4", "101.1", "102", "100.1", "101.4", "102.2", "350.2", "101.4", "102.1", "100", "101.1", "102.4",
    "100.2", "351.2", "102.4", "100.1", "101", "102.1",
    // A tenth dearer from October on.
    "110.44", "111.32", "387.42", "110.44", "111.21", "112.2", "110.11", "111.54", "112.42", "385.22",
    "111.54", "112.31",
  ]

  private func series(_ texts: [String]) throws -> CostSeries {
    CostSeries(first: Self.september, amounts: try texts.map { try #require(Amount($0)) })
  }

  @Test func `a weekday's median times the trend`() throws {
    let forecast = try #require(
      Forecast(
        month: Self.october..<(Self.october + 31), knownBefore: Self.october + 12, series: series(Self.days),
        earlier: [Self.september..<Self.october]))
    #expect(forecast.known == Amount("1886.17"))
    #expect(forecast.trend == 1_053_016)
    #expect(forecast.expected == Amount("4813.154"))
    // September's error of 0.1% is less than what the last week's days tell.
    #expect(forecast.low == Amount("4799.52") && forecast.high == Amount("4898.611"))
    #expect(forecast.knownDays == 12)
    #expect(
      forecast.backTests == [
        Forecast.BackTest(
          firstDay: Self.september, expected: try #require(Amount("4039.001")),
          actual: try #require(Amount("4035.7")), error: 1)
      ])
    #expect(forecast.medianError == 1)
  }

  @Test(arguments: [(7, false), (8, true), (30, true)])
  func `there is none under eight days`(known: Int, isThere: Bool) throws {
    let series = try series(Array(repeating: "5", count: known))
    let forecast = Forecast(
      month: Self.september..<Self.october, knownBefore: Self.september + known, series: series)
    #expect((forecast != nil) == isThere)
    if isThere { #expect(forecast?.expected == Amount(units: 150, scale: 0)) }
  }

  @Test func `it is never surer than it was before`() throws {
    // September cost ten a day, then twenty: from twelve days it looked like 300, and became 480.
    let days = Array(repeating: "10", count: 12) + Array(repeating: "20", count: 18 + 12)
    let forecast = try #require(
      Forecast(
        month: Self.october..<(Self.october + 31), knownBefore: Self.october + 12, series: series(days),
        earlier: [Self.september..<Self.october]))
    #expect(forecast.medianError == 375)
    #expect(forecast.expected == Amount(units: 620, scale: 0))
    #expect(forecast.low == Amount("387.5") && forecast.high == Amount("852.5"))
  }

  @Test(arguments: ["0", "-3.5"]) func `nothing, and less than nothing, have no trend`(amount: String) throws
  {
    let forecast = try #require(
      Forecast(
        month: Self.september..<Self.october, knownBefore: Self.september + 10,
        series: series(Array(repeating: amount, count: 10))))
    #expect(forecast.trend == 1_000_000)
    #expect(forecast.expected.description == (amount == "0" ? "0" : "-105"))
  }

  @Test(arguments: [1, 10, 12_345] as [Int128]) func `scales with the costs`(factor: Int128) throws {
    let series = try series(Self.days)
    let scaled = CostSeries(
      first: Self.september,
      amounts: Self.days.map { text in
        let amount = Amount(text) ?? .zero
        return Amount(units: amount.units * factor, scale: amount.scale)
      })
    func forecast(_ series: CostSeries) -> Forecast? {
      Forecast(
        month: Self.october..<(Self.october + 31), knownBefore: Self.october + 12, series: series)
    }
    let (one, many) = try (#require(forecast(series)), #require(forecast(scaled)))
    #expect(one.trend == many.trend)
    let distance = many.expected - Amount(units: one.expected.units * factor, scale: one.expected.scale)
    // The rounding of the single one, times the factor.
    #expect(distance <= Amount(units: factor, scale: 2) && distance >= Amount(units: -factor, scale: 2))
  }
}
