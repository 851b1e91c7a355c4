public import Billing
internal import Ledger

/// What one value of a concept, or of a tag, costs.
public struct ValueCost: Sendable {
  public var name: String
  public var value: String?
  /// The first day on which it is charged, as `2026-10-03`.
  public var since: String?
  /// Before shared costs are spread.
  public var before: Amount
  /// As a question shows it.
  public var cost: Amount
  public var unit: String?
}

extension CostEngine {
  /// The values of a concept or a tag: since when, and how much; dearest first.
  public func values(of name: String, _ scope: Scope) throws -> [ValueCost] {
    struct Key: Hashable {
      var value: String?
      var unit: String?
    }
    var found: [Key: ValueCost] = [:]
    func add(_ rows: CostRows, _ change: (inout ValueCost, CostRow) -> Void) {
      for row in rows {
        let key = Key(value: row.values[0], unit: row.unit)
        var value =
          found[key] ?? ValueCost(name: name, value: key.value, before: .zero, cost: .zero, unit: key.unit)
        change(&value, row)
        found[key] = value
      }
    }
    add(try answer(scope.question(by: [name], per: .day)).rows) { value, row in
      value.cost += row.amount
      value.since = [value.since, row.periodStart].compactMap(\.self).min()
    }
    add(try answer(scope.question(by: [name], beforeSharing: true)).rows) { $0.before += $1.amount }
    return found.values.sorted { a, b in
      if a.cost != b.cost { return a.cost > b.cost }
      return (a.value ?? "", a.unit ?? "") < (b.value ?? "", b.unit ?? "")
    }
  }
}

/// What one tag key has.
public struct TagKeyCost: Sendable {
  public var key: String
  public var values: Int
  public var since: String?
  /// What charges with a value of it cost.
  public var cost: Amount
  public var unit: String?
  /// The concepts that are made from it.
  public var concepts: [String]
}

extension CostEngine {
  /// The tag keys of the bills: how many values, since when, and how much.
  public func tagKeys(_ scope: Scope) throws -> [TagKeyCost] {
    try ledger.tagKeys().flatMap { key in
      var tagged = scope
      tagged.filters.append(Filter("tag:\(key)", .different, [""]))
      let values = try answer(tagged.question(by: ["tag:\(key)"])).rows
      let days = try answer(tagged.question(by: [], per: .day)).rows
      return Set(values.map(\.unit)).sorted { $0 ?? "" < $1 ?? "" }.map { unit in
        let rows = values.filter { $0.unit == unit }
        return TagKeyCost(
          key: key, values: rows.count,
          since: days.filter { $0.unit == unit }.compactMap(\.periodStart).min(),
          cost: rows.map(\.amount).reduce(.zero, +), unit: unit, concepts: concepts(with: key))
      }
    }
  }

  /// The concepts that look a tag key up.
  private func concepts(with key: String) -> [String] {
    settings.concepts.filter { concept in
      concept.fields.contains { field in
        guard case .tag(let known) = field else { return false }
        return known == key || concept.fold && Folding.folded(known) == Folding.folded(key)
      }
    }.map(\.name)
  }
}
