internal import Billing
internal import Ledger

/// The decimals that money and quantities have in the tables that rules read of the bills.
///
/// SQLite adds integers of 64 bits exactly, and nothing wider: money keeps all the bills' decimals as long as
/// a thousand times all bills together fits.
struct RuleScale: Equatable {
  var money: Int
  /// No limit in a rule is finer than a millionth of an hour or of a gigabyte.
  var quantity = 6

  /// What examples are run with.
  static let ofExamples = RuleScale(money: 6)

  init(money: Int) { self.money = money }

  init(_ ledger: Ledger) throws {
    let total = try ledger.billTotals().filter(\.measure.isMoney).reduce(Int128(1)) { sum, bill in
      sum + Int128(bill.total.roundedHalfEven(to: 0).units.magnitude)
    }
    // What a rule adds up need not be of a bill: a program may name prices of its own.
    var scale = max(Self.ofExamples.money, try ledger.bills().map(\.scale).max() ?? 0)
    while scale > 0, total > Int128(Int64.max) / 1_000 / powerOfTen(scale) { scale -= 1 }
    money = scale
  }

  /// A figure of the bills as the tables hold it.
  func units(_ units: Int128?, scale: Int, to target: Int) -> SQLValue {
    guard let units else { return .null }
    let amount = Amount(units: units, scale: scale).roundedHalfEven(to: target)
    return Int64(exactly: amount.scaled(to: target).units).map(SQLValue.integer) ?? .null
  }
}
