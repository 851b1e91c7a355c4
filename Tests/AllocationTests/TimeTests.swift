import Allocation
import Billing
import TestSupport
import Testing

@Suite("Questions of time")
struct TimeTests {
  /// One dollar in each hour of October 2026.
  private static let steady: String = {
    var text = FocusText()
    for hour in 0..<744 {
      text.add(["ChargePeriodStart": Civil.timeText(seconds: (hours("2026-10-01") + hour) * 3600)])
    }
    return text.text
  }()

  private func rows(_ per: CostQuestion.Per, _ change: (inout CostQuestion) -> Void = { _ in }) throws
    -> [String]
  {
    try SmallLedger(Self.steady).rows { question in
      question.per = per
      change(&question)
    }
  }

  @Test func slices() throws {
    #expect(try rows(.total) == ["744 USD"])
    #expect(try rows(.month) == ["2026-10 744 USD"])
    let days = try rows(.day)
    #expect(days.count == 31 && days.first == "2026-10-01 24 USD" && days.last == "2026-10-31 24 USD")
    // 2026-10-01 is a Thursday; weeks begin on Mondays.
    #expect(
      try rows(.week) == [
        "2026-09-28 96 USD", "2026-10-05 168 USD", "2026-10-12 168 USD", "2026-10-19 168 USD",
        "2026-10-26 144 USD",
      ])
    let hours = try rows(.hour)
    #expect(hours.count == 744 && hours.first == "2026-10-01T00:00:00Z 1 USD")
    #expect(hours.last == "2026-10-31T23:00:00Z 1 USD")
  }

  @Test func spans() throws {
    let days = try rows(.day) { question in
      question.from = hours("2026-10-03T22:00Z")
      question.to = hours("2026-10-05T01:00Z")
    }
    #expect(days == ["2026-10-03 2 USD", "2026-10-04 24 USD", "2026-10-05 1 USD"])
    #expect(try rows(.total) { $0.from = hours("2026-10-31T23:00Z") } == ["1 USD"])
    #expect(try rows(.total) { $0.to = hours("2026-10-01T01:00Z") } == ["1 USD"])
  }

  /// Summer time ends in Madrid on 25 October 2026, at 01:00 UTC; that day has 25 hours.
  @Test func aDayCanHave25Hours() throws {
    let days = try rows(.day) { $0.timeZone = "Europe/Madrid" }
    #expect(days.count == 32)
    #expect(days.first == "2026-10-01 22 USD" && days.last == "2026-11-01 1 USD")
    #expect(days.contains("2026-10-24 24 USD") && days.contains("2026-10-25 25 USD"))
    let hours = try rows(.hour) { question in
      question.timeZone = "Europe/Madrid"
      question.from = AllocationTests.hours("2026-10-24T23:00Z")
      question.to = AllocationTests.hours("2026-10-25T03:00Z")
    }
    #expect(
      hours == [
        "2026-10-25T01:00:00+02:00 1 USD", "2026-10-25T02:00:00+02:00 1 USD",
        "2026-10-25T02:00:00+01:00 1 USD",
        "2026-10-25T03:00:00+01:00 1 USD",
      ])
  }

  /// Summer time begins in Madrid on 29 March 2026; that day has 23 hours.
  @Test func aDayCanHave23Hours() throws {
    var text = FocusText()
    for hour in 0..<48 {
      text.add([
        "BillingPeriodStart": "2026-03-01", "BillingPeriodEnd": "2026-04-01",
        "ChargePeriodStart": Civil.timeText(seconds: (hours("2026-03-28T23:00Z") + hour) * 3600),
      ])
    }
    let small = try SmallLedger(text.text)
    #expect(
      try small.rows { question in
        question.per = .day
        question.timeZone = "Europe/Madrid"
      } == ["2026-03-29 23 USD", "2026-03-30 24 USD", "2026-03-31 1 USD"])
  }

  @Test func aZoneCanLieHalfAnHourOff() throws {
    let hours = try rows(.hour) { question in
      question.timeZone = "Asia/Kolkata"
      question.to = AllocationTests.hours("2026-10-01T02:00Z")
    }
    #expect(hours == ["2026-10-01T05:30:00+05:30 1 USD", "2026-10-01T06:30:00+05:30 1 USD"])
    // The hour from 18:00 UTC begins at 23:30 and belongs to the day on which it begins.
    let days = try rows(.day) { $0.timeZone = "Asia/Kolkata" }
    #expect(
      days.first == "2026-10-01 19 USD" && days.last == "2026-11-01 5 USD" && days[1] == "2026-10-02 24 USD")
    let west = try rows(.week) { $0.timeZone = "America/Los_Angeles" }
    #expect(west.first == "2026-09-28 103 USD" && west.last == "2026-10-26 137 USD")
  }

  @Test func theMonthIsTheBillingPeriod() throws {
    #expect(try rows(.month) { $0.timeZone = "Europe/Madrid" } == ["2026-10 744 USD"])
    // A charge of October that the bill of September carries.
    let small = try SmallLedger(
      FocusText(
        ("3", ["BillingPeriodStart": "2026-09-01", "BillingPeriodEnd": "2026-10-01"]), ("4", [:])
      ).text)
    #expect(try small.rows { $0.per = .month } == ["2026-09 3 USD", "2026-10 4 USD"])
    #expect(try small.rows { $0.filters = [Filter("billing_period", .equal, ["2026-09"])] } == ["3 USD"])
  }

  @Test func spreadsALongChargeOverItsHours() throws {
    let small = try SmallLedger(
      FocusText(
        ("1", ["ChargePeriodStart": "2026-10-01T00:00Z", "ChargePeriodEnd": "2026-10-01T03:00Z"]),
        ("31.00", ["ChargePeriodStart": "2026-10-01", "ChargePeriodEnd": "2026-11-01"])
      ).text)
    let days = try small.rows { $0.per = .day }
    #expect(days.count == 31)
    #expect(try small.rows() == ["32 USD"])
    let hours = try small.rows { question in
      question.per = .hour
      question.to = AllocationTests.hours("2026-10-01T03:00Z")
    }
    // A dollar at two decimals in three hours: the remainder goes to the earliest.
    #expect(
      hours == [
        "2026-10-01T00:00:00Z 0.39 USD", "2026-10-01T01:00:00Z 0.38 USD", "2026-10-01T02:00:00Z 0.38 USD",
      ])
  }
}
