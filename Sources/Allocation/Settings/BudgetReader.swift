internal import Billing
internal import Yams

extension Settings.Budget {
  /// The entries of `budgets:`, a mapping of dimensions to values to amounts a month.
  static func all(in settings: CheckedMapping, names: ReferenceNames) throws -> [Settings.Budget] {
    guard let node = settings.node("budgets") else { return [] }
    return try settings.keyedEntries(of: node, "budgets").flatMap { key, node in
      let dimension = key.scalar?.string ?? ""
      _ = try names.field(dimension, at: settings.location(key))
      return try settings.keyedEntries(of: node, dimension).map { key, node in
        let (value, text) = (key.scalar?.string ?? "", node.scalar?.string ?? "")
        guard let amount = Amount(text), amount > .zero, amount.scale <= 9,
          amount < Amount(units: 1_000_000_000_000_000, scale: 0)
        else {
          throw Problem.wrongValue(settings.place(node), value, expected: "an amount a month such as 1200.00")
        }
        return Settings.Budget(
          dimension: dimension, value: value, amount: amount, place: settings.location(key))
      }
    }
  }
}
