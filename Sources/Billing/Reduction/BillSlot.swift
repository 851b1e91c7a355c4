/// What tells one bill from another: who is billed, and for which month.
public struct BillKey: Hashable, Sendable, Comparable, CustomStringConvertible {
  public var billingAccount: String
  /// `2026-10`.
  public var period: String

  public init(billingAccount: String, period: String) {
    self.billingAccount = billingAccount
    self.period = period
  }

  /// `123412340534/2023-11`, as `tarsier bills` shows it.
  public var description: String { "\(billingAccount)/\(period)" }

  public static func < (a: BillKey, b: BillKey) -> Bool {
    (a.period, a.billingAccount) < (b.period, b.billingAccount)
  }
}

/// The decimals that a bill's costs and its usage have.
struct Scales: Equatable, Sendable {
  var money = 0
  var usage = 0

  subscript(measure: Measure) -> Int { measure.isMoney ? money : usage }

  func union(_ other: Scales) -> Scales {
    Scales(money: max(money, other.money), usage: max(usage, other.usage))
  }

  /// What a figure at these scales is multiplied by to stand at `other`.
  func factors(to other: Scales, _ measures: [Measure]) -> [Int128] {
    measures.map { powerOfTen(other[$0] - self[$0]) }
  }
}

/// What a reducer knows of one bill.
struct BillSlot {
  let key: BillKey
  /// The first hour of the billing period, in hours since 1970, and the period's length.
  let firstHour: Int
  let hours: Int
  var scales: Scales
  /// Whether a charge of many hours was divided at fewer decimals than the bill turned out to have.
  var isDividedTooCoarsely = false
  var hasDivided = false
  var newestHour = Int.min
  /// The sum of a hash of each of its rows: see `Reducer.contentHash`.
  var content: UInt64 = 0

  /// A billing period from its two ends, in seconds since 1970.
  ///
  /// A period that begins with a month and is no longer than one is that month, whatever its end says (some
  /// exports give the last day instead of the next month's first). Any other gets the thirteen months from
  /// the first of its month on, so that all its charges find their hours.
  static func period(start: Int, end: Int?) -> (firstHour: Int, hours: Int, name: String) {
    let date = Civil.date(days: floorDivide(start, 86_400))
    let firstDay = Civil.days(year: date.year, month: date.month, day: 1)
    let isMonth = date.day == 1 && (end ?? start) - start <= 32 * 86_400
    let days = isMonth ? Civil.daysIn(month: date.month, year: date.year) : 13 * 31
    return (firstDay * 24, days * 24, Civil.monthText(hours: firstDay * 24))
  }
}
