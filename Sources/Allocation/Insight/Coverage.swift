public import Billing

/// How much of the cost a concept claims, in one month and slice.
public struct Coverage: Sendable {
  public var concept: String
  /// The billing month, as `2026-10`.
  public var month: String
  /// The values of the dimensions that it is asked by.
  public var values: [String?]
  public var unit: String?
  /// What the bill's own tags and fields tell.
  public var allocated = Amount.zero
  /// What only a rule or an account's default claims.
  public var byRule = Amount.zero
  public var unallocated = Amount.zero
  /// Credits, taxes, fees and the like that nothing claims and nothing treats: they are shown apart.
  public var apart = Amount.zero

  public var total: Amount { allocated + byRule + unallocated + apart }

  /// The claimed part of all but what is shown apart, in tenths of a percent; nil where there is none.
  public var share: Int? {
    let (claimed, whole) = (allocated + byRule, allocated + byRule + unallocated)
    guard whole > .zero else { return nil }
    let scale = max(claimed.scale, whole.scale)
    return Int(claimed.scaled(to: scale).units * 1000 / whole.scaled(to: scale).units)
  }
}

/// A resource whose cost nothing claims.
public struct UntaggedResource: Sendable {
  public var concept: String
  public var resource: String
  public var account: String?
  public var service: String?
  public var cost: Amount
  public var unit: String?
}

extension CostEngine {
  /// How much each concept claims, by month and the given dimensions.
  public func coverage(_ concepts: [String], by dimensions: [String], _ scope: Scope) throws -> [Coverage] {
    struct Key: Hashable {
      var month: String
      var values: [String?]
      var unit: String?
    }
    return try concepts.flatMap { concept in
      var found: [Key: Coverage] = [:]
      let by = [concept, "charge_category"] + dimensions
      for row in try traced(scope.question(by: by, per: .month, beforeSharing: true)) {
        let key = Key(month: row.periodStart ?? "", values: Array(row.values.dropFirst(2)), unit: row.unit)
        var coverage =
          found[key] ?? Coverage(concept: concept, month: key.month, values: key.values, unit: key.unit)
        switch row.trace.kind {
        case .from, .alias, .values, .share: coverage.allocated += row.amount
        case .rule, .account, .treat: coverage.byRule += row.amount
        case .otherwise, .absent:
          if row.values[1] == "Usage" {
            coverage.unallocated += row.amount
          } else {
            coverage.apart += row.amount
          }
        }
        found[key] = coverage
      }
      return found.values.sorted { a, b in
        if a.month != b.month { return a.month < b.month }
        if a.total != b.total { return a.total > b.total }
        return (a.values.map { $0 ?? "" } + [a.unit ?? ""]).lexicographicallyPrecedes(
          b.values.map { $0 ?? "" } + [b.unit ?? ""])
      }
    }
  }

  /// The dearest resources that nothing claims, for each concept.
  public func untagged(_ concepts: [String], top: Int, _ scope: Scope) throws -> [UntaggedResource] {
    try concepts.flatMap { concept in
      let by = [concept, "resource", "account", "service"]
      let rows = try traced(scope.question(by: by, beforeSharing: true)).filter {
        $0.trace.kind == .otherwise || $0.trace.kind == .absent
      }
      return rows.lazy.compactMap { row in
        row.values[1].map {
          UntaggedResource(
            concept: concept, resource: $0, account: row.values[2], service: row.values[3], cost: row.amount,
            unit: row.unit)
        }
      }.prefix(top)
    }
  }
}
