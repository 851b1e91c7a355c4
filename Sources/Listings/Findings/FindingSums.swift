public import Audit
internal import Billing

/// What findings add up to by owner, team, rule or account; a resource in several findings costs once.
public struct FindingSums {
  public enum Key: String, CaseIterable {
    case owner, team, rule, account
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
  }

  private var sums: [Group: Sum] = [:]
  private let key: Key

  /// - Parameter team: who the team of a finding's resource is.
  public init(_ findings: [Finding], by key: Key, team: (Finding) -> String?) {
    self.key = key
    for finding in findings {
      let name: String? =
        switch key {
        case .owner: finding.owner?.name
        case .team: team(finding)
        case .rule: finding.rule
        case .account: finding.account
        }
      var sum = sums[Group(name: name, currency: finding.currency)] ?? Sum()
      sum.counts[finding.severity, default: 0] += 1
      if let cost = finding.monthlyCost {
        let resource = [finding.account, finding.region, finding.resourceType, finding.resourceID]
        sum.costs[resource] = max(sum.costs[resource] ?? cost, cost)
      }
      sum.saving += finding.saving ?? .zero
      sums[Group(name: name, currency: finding.currency)] = sum
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
}
