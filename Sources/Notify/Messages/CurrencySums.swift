internal import Billing

/// Sums of money, one for each currency, in the order of their names.
struct CurrencySums {
  private var sums: [String: Amount] = [:]

  mutating func add(_ amount: Amount, _ currency: String?) {
    sums[currency ?? "", default: .zero] += amount
  }

  var isEmpty: Bool { sums.isEmpty }

  var all: [(currency: String, amount: Amount)] {
    sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// `12.34 EUR and 1,200.00 USD`.
  var shown: String {
    all.map { money($0.amount, $0.currency) }.joined(separator: " and ")
  }
}

/// Money for people: `1,200.00 USD`, in cents, rounded half to even.
func money(_ amount: Amount, _ currency: String?) -> String {
  let name = currency?.plainName ?? ""
  return amount.formatted() + (name.isEmpty ? "" : " \(name)")
}
