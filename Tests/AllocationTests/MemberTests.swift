import Allocation
import Billing
import TestSupport
import Testing

/// A bill in which nearly every line has a resource and tag values of its own, so that they stand with the
/// members of a series and not in its combination.
@Suite("Resources and tags of many values")
struct MemberTests {
  private static let count = 2000

  private static let text: String = {
    var text = FocusText()
    for number in 0..<count {
      for hour in 0..<(number % 3 + 1) {
        text.add([
          "ResourceId": "i-\(number)", "BilledCost": "0.0\(number % 9 + 1)", "ServiceName": "S\(number % 4)",
          "ChargePeriodStart": Civil.timeText(seconds: (hours("2026-10-05") + number % 50 + hour) * 3600),
          "Tags": #"{"job": "job-\#(number)", "batch": "b\#(number / 500)", "team": "t\#(number % 2)"}"#,
        ])
      }
    }
    text.add(["BilledCost": "7", "ServiceName": "Support"])
    return text.text
  }()

  /// What resource `number` costs.
  private func cost(_ number: Int) -> Amount {
    Amount(units: Int128(number % 9 + 1) * Int128(number % 3 + 1), scale: 2)
  }

  private func sum(_ numbers: some Sequence<Int>) -> Amount { numbers.map(cost).reduce(.zero, +) }

  @Test func areGroupsOfTheirOwn() throws {
    let small = try SmallLedger(Self.text)
    for dimension in ["resource", "tag:job"] {
      let rows = try small.answer { $0.by = [dimension] }.rows
      #expect(rows.count == Self.count + 1)
      let costs = Dictionary(uniqueKeysWithValues: rows.map { ($0.values[0], $0.amount) })
      let prefix = dimension == "resource" ? "i-" : "job-"
      for number in stride(from: 0, to: Self.count, by: 37) {
        #expect(costs["\(prefix)\(number)"] == cost(number))
      }
      #expect(costs[nil] == Amount(units: 7, scale: 0))
      #expect(rows.map(\.amount).reduce(.zero, +) == sum(0..<Self.count) + Amount(units: 7, scale: 0))
    }
  }

  @Test func areFiltered() throws {
    let small = try SmallLedger(Self.text)
    func total(_ filters: Filter...) throws -> Amount { try small.total { $0.filters = filters } }
    #expect(try total(Filter("resource", .equal, ["i-7", "i-8"])) == sum([7, 8]))
    #expect(try total(Filter("tag:job", .equal, ["job-1999"])) == cost(1999))
    #expect(try total(Filter("tag:job", .equal, [""])) == Amount(units: 7, scale: 0))
    #expect(try total(Filter("tag:job", .matches, ["-19..$"])) == sum(1900..<2000))
    #expect(
      try total(Filter("tag:job", .different, [""]), Filter("tag:team", .equal, ["t1"]))
        == sum(stride(from: 1, to: 2000, by: 2)))
    #expect(
      try total(Filter("resource", .matches, ["^i-1..$"]), Filter("service", .equal, ["S1"]))
        == sum((100..<200).filter { $0 % 4 == 1 }))
  }

  @Test func mixWithOtherDimensionsAndConcepts() throws {
    let small = try SmallLedger(Self.text)
    #expect(try small.answer { $0.by = ["tag:batch", "tag:team"] }.rows.count == 9)
    let settings =
      "concepts: {job: {from: [tag:job], otherwise: none}, kind: {from: [tag:nothing, resource, tag:team]}}"
    let jobs = try small.answer(settings) { question in
      question.by = ["job", "service"]
      question.top = 3
    }
    #expect(jobs.rows.first?.values == ["none", "Support"])
    #expect(jobs.rows.count == 4)
    #expect(try jobs.rows.map(\.amount).reduce(.zero, +) == small.total())
    let kinds = try small.answer(settings) { $0.by = ["kind"] }
    #expect(kinds.rows.count == Self.count + 1 && kinds.rows.contains { $0.values == ["i-3"] })
    let day = try small.total { question in
      question.by = ["tag:job"]
      question.per = .hour
      question.from = hours("2026-10-05T07:00Z")
      question.to = hours("2026-10-05T08:00Z")
    }
    let charges = (0..<Self.count).flatMap { number in (0...number % 3).map { (number, number % 50 + $0) } }
    let expected = charges.filter { $0.1 == 7 }.map { Amount(units: Int128($0.0 % 9 + 1), scale: 2) }
    #expect(day == expected.reduce(.zero, +))
  }
}
