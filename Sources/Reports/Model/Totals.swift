internal import Allocation
public import Billing

/// A sum in each currency; currencies never mix.
public struct Totals: Sendable {
  private var amounts: [String: Amount] = [:]

  init() {}

  /// The sums of an answer's rows.
  init(_ rows: some Sequence<CostRow>) {
    for row in rows { add(row.amount, row.unit ?? "") }
  }

  /// Those that any figure was in, by name; "" is a currency that no bill names.
  public var currencies: [String] { amounts.keys.sorted() }

  public subscript(currency: String) -> Amount { amounts[currency] ?? .zero }

  mutating func add(_ amount: Amount, _ currency: String) {
    amounts[currency, default: .zero] += amount
  }
}
