public import Audit
internal import Billing

/// What findings add up to by owner, team, rule, account or severity; a resource in several findings costs once.
public struct FindingSums {
  public enum Key: String, CaseIterable, Sendable {
    case owner, team, rule, account, severity
  }

  private struct Group: Hashable {
    var name: String?
    var currency: String?
  }

  private struct Sum {
    var counts: [Rule.Severity: Int] = [:]
    var costs: [[String]: Amount] = [:]
    var saving = Amount.zero

    var cost: Amount { costs.values.reduce(.zero, +) }

    mutating func add(_ finding: Finding) {
      counts[finding.severity, default: 0] += 1
      if let cost = finding.monthlyCost {
        let resource = [finding.account, finding.region, finding.resourceType, finding.resourceID]
        costs[resource] = max(costs[resource] ?? cost, cost)
      }
      saving += finding.saving ?? .zero
    }
  }

  private var sums: [Group: Sum] = [:]
  private let key: Key

  /// - Parameter team: who the team of a finding's resource is.
  public init(_ findings: [Finding], by key: Key, team: (Finding) -> String?) {
    self.init(findings, key) { finding in
      switch key {
      case .owner: finding.owner?.name
      case .team: team(finding)
      case .rule: finding.rule
      case .account: finding.account
      case .severity: finding.severity.rawValue
      }
    }
  }

  private init(_ findings: [Finding], _ key: Key, name nameOf: (Finding) -> String?) {
    self.key = key
    for finding in findings {
      let group = Group(name: nameOf(finding), currency: finding.currency)
      sums[group, default: Sum()].add(finding)
    }
    countUnpriced()
  }

  /// A finding whose cost no bill knows has no currency; it counts with its group where that has but one.
  private mutating func countUnpriced() {
    let priced = Dictionary(grouping: sums.keys.filter { $0.currency != nil }, by: \.name)
    for (name, groups) in priced where groups.count == 1 {
      guard let unpriced = sums.removeValue(forKey: Group(name: name, currency: nil)) else { continue }
      sums[groups[0]]?.counts.merge(unpriced.counts, uniquingKeysWith: +)
    }
  }

  public var listing: Listing {
    var listing = Listing([
      .init(key.rawValue), .init("findings", .count), .init("high", .count), .init("medium", .count),
      .init("low", .count), .init("monthly_cost", .money(decimals: 2)),
      .init("saving", .money(decimals: 2)), .init("currency"),
    ])
    let sorted = sums.sorted { a, b in
      let (costA, costB) = (a.value.cost, b.value.cost)
      if costA != costB { return costA > costB }
      return (a.key.name ?? "", a.key.currency ?? "") < (b.key.name ?? "", b.key.currency ?? "")
    }
    listing.rows = Listing.Rows(sorted) { group, sum in
      [
        .init(group.name), .count(sum.counts.values.reduce(0, +)), .count(sum.counts[.high] ?? 0),
        .count(sum.counts[.medium] ?? 0), .count(sum.counts[.low] ?? 0),
        group.currency == nil ? .absent : .amount(sum.cost),
        group.currency == nil ? .absent : .amount(sum.saving), .init(group.currency),
      ]
    }
    return listing
  }

  /// What findings cost a month, a resource once, in words: `12.34 USD and 5.00 EUR`; nil where no bill knows any.
  public static func costText(_ findings: [Finding]) -> String? {
    var costs: [String: Amount] = [:]
    for (group, sum) in FindingSums(findings.filter { $0.monthlyCost != nil }, .rule, name: { _ in nil }).sums
    {
      if let currency = group.currency { costs[currency, default: .zero] += sum.cost }
    }
    return costs.isEmpty
      ? nil
      : costs.sorted { $0.key < $1.key }.map { "\($0.value.formatted()) \($0.key)" }.joined(
        separator: " and ")
  }
}
