import Allocation
import Billing
import Ledger
import Testing

@testable import Janitor

/// What clean-ups saved, on figures that are worked out by hand.
struct JanitorSavingsTests {
  /// The day of the action: 2026-11-02.
  private static let day = Civil.days(year: 2026, month: 11, day: 2)
  private static let arn = "arn:aws:ec2:us-east-1:111111111111:volume/vol-1"

  private static func done(
    _ line: Int, _ id: String = "vol-1", day: Int = day, action: String = "delete-ebs-volume", mark: Int? = 7,
    type: String = "ebs_volume", with detail: [String: String] = [:]
  ) -> LogEntry {
    var entry = LogEntry(
      at: day * 86_400 + 3 * 3600, writtenAt: 0, by: "janitor", event: .done, mark: mark, rule: "old-volume",
      action: action,
      resource: MarkedResource(
        type: type, account: "111111111111", region: "us-east-1", id: id, arn: id == "vol-1" ? arn : "",
        createdAt: nil), answers: line - 1, detail: detail)
    entry.sequence = line
    return entry
  }

  private static func undone(_ line: Int) -> LogEntry {
    LogEntry(at: 0, writtenAt: 0, by: "ann", event: .undone, answers: line)
  }

  /// The same cost on each of some days, counted from the action's.
  private static func costs(
    _ name: String, _ days: ClosedRange<Int>, _ amount: String, payer: String = "acme",
    currency: String = "USD", isGroup: Bool = false
  ) -> [ResourceDays.Cost] {
    days.map {
      ResourceDays.Cost(
        name: name, isGroup: isGroup, billingAccount: payer, day: day + $0,
        amount: Amount(amount) ?? .zero, currency: currency)
    }
  }

  private static func covered(_ days: ClosedRange<Int>, payer: String = "acme") -> [String: Set<Int>] {
    [payer: Set(days.map { day + $0 })]
  }

  private func rows(
    _ lines: [LogEntry], _ costs: [ResourceDays.Cost], _ covered: [String: Set<Int>],
    during days: Range<Int>? = nil
  ) -> [String] {
    JanitorSavings(SavedAction.all(in: lines), ResourceDays(costs: costs, covered: covered), during: days)
      .rows.map {
        row in
        let measured = row.measured.map {
          "\($0.gone) - \($0.snapshots) = \($0.net) in \($0.days) after \($0.daysBefore)"
        }
        return
          "\(row.line) \(row.estimated?.description ?? "-") \(row.currency ?? "-"): \(measured ?? "no bill")"
      }
  }

  private static let estimate = [
    "saving": "28.5", "currency": "USD", "snapshot": "snap-1", "snapshot_cost": "1.5",
  ]

  @Test func measuresByTheBillsThatCame() {
    // 30 days of 1 before; ten days of nothing after, and eleven of 0.05 for the snapshot.
    let costs =
      Self.costs("vol-1", -30...(-1), "1.00") + Self.costs("vol-1", 0...0, "0.13")
      + Self.costs("arn:aws:ec2:us-east-1:111111111111:snapshot/snap-1", 0...10, "0.05")
    #expect(
      rows([Self.done(4, with: Self.estimate)], costs, Self.covered(-30...10)) == [
        "4 28.5 USD: 10 - 0.55 = 9.45 in 10 after 30"
      ])
  }

  @Test func knowsNothingBeforeABillCame() {
    let costs = Self.costs("vol-1", -30...(-1), "1.00")
    #expect(
      rows([Self.done(4, with: Self.estimate)], costs, Self.covered(-30...0)) == ["4 28.5 USD: no bill"])
    #expect(rows([Self.done(4, with: Self.estimate)], [], Self.covered(-30...9)) == ["4 28.5 USD: no bill"])
    #expect(rows([Self.done(4)], [], [:]) == ["4 - -: no bill"])
  }

  @Test func countsTheDaysThatBillsCover() {
    // Ten days of the thirty are covered, with 0.70 in all; of four days after, one still cost 0.03.
    let costs = Self.costs(Self.arn, -7...(-1), "0.10") + Self.costs("vol-1", 2...2, "0.03")
    #expect(
      rows([Self.done(4)], costs, Self.covered(-10...4)) == ["4 - USD: 0.25 - 0 = 0.25 in 4 after 10"])
  }

  @Test(arguments: [("1.00", 3, "0.33"), ("2.00", 3, "0.67"), ("0.25", 2, "0.12"), ("0.35", 2, "0.18")])
  func roundsHalfEvenAtTheBillsLastDecimal(sum: String, days: Int, gone: String) {
    let costs = Self.costs("vol-1", -1...(-1), sum)
    #expect(
      rows([Self.done(4)], costs, Self.covered(-days...1)) == [
        "4 - USD: \(gone) - 0 = \(gone) in 1 after \(days)"
      ])
  }

  @Test func anotherPayersBillsSayNothing() {
    let costs = Self.costs("vol-1", -2...(-1), "1.00")
    let bills = Self.covered(-2...3).merging(Self.covered(-2...20, payer: "other")) { $1 }
    #expect(rows([Self.done(4)], costs, bills) == ["4 - USD: 3 - 0 = 3 in 3 after 2"])
  }

  @Test func currenciesStayApart() {
    let costs =
      Self.costs("vol-1", -1...(-1), "1.00") + Self.costs("vol-1", -1...(-1), "2.00", currency: "EUR")
    #expect(
      rows([Self.done(4, with: Self.estimate)], costs, Self.covered(-1...1)) == [
        "4 - EUR: 2 - 0 = 2 in 1 after 1", "4 28.5 USD: 1 - 0 = 1 in 1 after 1",
      ])
  }

  @Test func leavesOutWhatWasTakenBackAndWhatOnlyTags() {
    let lines = [
      Self.done(4, with: Self.estimate), Self.undone(4), Self.done(8, with: Self.estimate), Self.undone(7),
      Self.done(12, action: "tag-resource", with: Self.estimate),
      Self.done(16, mark: nil, with: Self.estimate),
      Self.done(20, "vol-9", with: Self.estimate),
    ]
    #expect(rows(lines, [], [:]) == ["20 28.5 USD: no bill"])
  }

  @Test func aGroupIsItsMembersAndAnImageItsSnapshots() {
    let group = Self.done(4, "web", type: "auto_scaling_group")
    let members = Self.costs("web", -10...(-1), "3.00", isGroup: true) + Self.costs("web", -10...(-1), "9.00")
    // A resource of the same name as the group is its own cost as well.
    #expect(rows([group], members, Self.covered(-10...2)) == ["4 - USD: 24 - 0 = 24 in 2 after 10"])
    let image = [
      Self.done(4, "ami-1", action: "deregister-image", type: "image"),
      Self.done(
        6, "snap-1", action: "delete-image-snapshot", mark: nil, type: "ebs_snapshot", with: ["for_mark": "7"]
      ),
      Self.done(
        8, "snap-2", action: "delete-image-snapshot", mark: nil, type: "ebs_snapshot", with: ["for_mark": "9"]
      ),
    ]
    let snapshots = Self.costs("snap-1", -10...(-1), "0.20") + Self.costs("snap-2", -10...(-1), "5.00")
    #expect(rows(image, snapshots, Self.covered(-10...3)) == ["4 - USD: 0.6 - 0 = 0.6 in 3 after 10"])
  }

  @Test func theSameThingIsNotAddedTwice() {
    // Stopped on the first day and again on the eleventh: what came in between is the first one's.
    let lines = [
      Self.done(4, action: "stop-instance", with: Self.estimate),
      Self.done(
        8, day: Self.day + 10, action: "stop-instance", mark: 9, with: ["saving": "3", "currency": "USD"]),
    ]
    let costs = Self.costs("vol-1", -30...(-1), "1.00") + Self.costs("vol-1", 8...9, "1.00")
    let covered = Self.covered(-30...20)
    #expect(
      rows(lines, costs, covered) == [
        "4 28.5 USD: 7 - 0 = 7 in 9 after 30", "8 3 USD: 7.33 - 0 = 7.33 in 10 after 30",
      ])
    let savings = JanitorSavings(SavedAction.all(in: lines), ResourceDays(costs: costs, covered: covered))
    let total = JanitorSavings.Total(
      currency: "USD", estimated: Amount("3") ?? .zero, estimatedSnapshots: .zero, measured: Amount("14.33"),
      measuredActions: 2)
    #expect(savings.totals == [total])
  }

  @Test func aPeriodHasItsOwnDays() {
    let costs =
      Self.costs("vol-1", -30...(-1), "1.00") + Self.costs("snap-1", 0...60, "0.01")
    let covered = Self.covered(-30...60)
    let november = Self.day - 1..<Self.day + 29
    let december = Self.day + 29..<Self.day + 60
    let line = Self.done(4, with: Self.estimate)
    // The snapshot's first day counts in the period of the action.
    #expect(
      rows([line], costs, covered, during: november) == ["4 28.5 USD: 28 - 0.29 = 27.71 in 28 after 30"])
    #expect(
      rows([line], costs, covered, during: december) == ["4 28.5 USD: 31 - 0.31 = 30.69 in 31 after 30"])
    #expect(
      rows([line], costs, covered) == ["4 28.5 USD: 60 - 0.61 = 59.39 in 60 after 30"])
  }
}
