internal import Allocation
internal import Billing

/// Puts a price on findings, and says what would go away, each bill line's resource once.
struct Pricing {
  /// What one finding's resource costs, by the bill's names for what it is made of.
  struct Price {
    var amount: Amount
    var currency: String
    /// The parts that the amount is made of, or that are within it.
    var parts: [(key: String, amount: Amount)]
  }

  let index: CostIndex
  let members: CostMembers
  /// Names of groups that only one account and region has: the bill's tag tells no more than the name.
  let uniqueGroups: Set<String>

  /// - Returns: nil where no bill knows the resource.
  func price(_ finding: Finding) -> Price? {
    var entries = index.entries(
      id: finding.resourceID, arn: finding.arn, account: finding.account, region: finding.region)
    let members = members.members(
      of: finding.resourceType, account: finding.account, region: finding.region, id: finding.resourceID)
    for member in members {
      entries += index.entries(id: member, arn: nil, account: finding.account, region: finding.region)
    }
    var group: CostIndex.Entry?
    if finding.resourceType == "auto_scaling_group", uniqueGroups.contains(finding.resourceID),
      let costs = index.costs.byGroup[finding.resourceID]
    {
      // The tag knows also the instances that the group has no more.
      group = CostIndex.Entry(key: "group:\(finding.resourceID)", costs: costs)
    }
    guard let currency = currency(of: entries + (group.map { [$0] } ?? [])) else { return nil }
    let parts = entries.map { (key: $0.key, amount: $0.amount(in: currency)) }
    let amount = group?.amount(in: currency) ?? parts.reduce(Amount.zero) { $0 + $1.amount }
    return Price(amount: amount, currency: currency, parts: parts)
  }

  /// The currency in which most was charged; sums never mix two, and a resource on two bills is rare.
  private func currency(of entries: [CostIndex.Entry]) -> String? {
    var sums: [String: Amount] = [:]
    for cost in entries.flatMap(\.costs) { sums[cost.currency, default: .zero] += cost.amount }
    return sums.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// Sets cost and saving of every finding, and sorts them, the dearest first.
  ///
  /// Where two findings would save the same charge, the dearer one carries it (a group before its
  /// members), then the one whose rule comes first in the alphabet.
  func priced(_ findings: [Finding], saves: (Finding) -> Bool) -> [Finding] {
    var result: [(finding: Finding, price: Price?)] = findings.map { finding in
      let price = price(finding)
      var priced = finding
      priced.costDays = index.costs.days
      priced.monthlyCost = price?.amount
      priced.currency = price?.currency
      return (priced, price)
    }
    result.sort { Self.isBefore($0.finding, $1.finding) }
    var taken: Set<String> = []
    for position in result.indices {
      guard let price = result[position].price else { continue }
      guard saves(result[position].finding) else {
        result[position].finding.saving = .zero
        continue
      }
      let counted = price.parts.filter { taken.contains($0.key) }.reduce(Amount.zero) { $0 + $1.amount }
      result[position].finding.saving = price.amount - counted
      taken.formUnion(price.parts.map(\.key))
    }
    return result.map(\.finding)
  }

  private static func isBefore(_ a: Finding, _ b: Finding) -> Bool {
    switch (a.monthlyCost, b.monthlyCost) {
    case (let first?, let second?) where first != second: return first > second
    case (.some, nil): return true
    case (nil, .some): return false
    default:
      return (a.rule, a.account, a.region, a.resourceID, a.resourceType)
        < (b.rule, b.account, b.region, b.resourceID, b.resourceType)
    }
  }
}

extension CostIndex.Entry {
  fileprivate func amount(in currency: String) -> Amount {
    costs.filter { $0.currency == currency }.reduce(Amount.zero) { $0 + $1.amount }
  }
}
