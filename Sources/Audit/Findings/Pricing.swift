internal import Allocation
internal import Billing

/// Puts a price on findings, and says what would go away, each bill line's resource once.
struct Pricing {
  /// What one finding's resource costs, by the bill's names for what it is made of.
  struct Price {
    var amount: Amount
    var currency: String
    /// The parts that the amount is made of, or that are within it.
    var parts: [Part]
  }

  struct Part {
    var key: String
    var amount: Amount
    /// What of it a reservation or savings plan covers, and goes on until that ends.
    var committed: Amount
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
    let parts = entries.map { entry in
      Part(
        key: entry.key, amount: entry.amount(in: currency),
        committed: CostIndex.Entry(key: entry.key, costs: index.costs.committed[entry.key] ?? [])
          .amount(in: currency))
    }
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
  /// members), then the one that would save all of it, then the one whose rule comes first in the alphabet.
  func priced(_ claims: [Claim]) -> [Finding] {
    var result: [(claim: Claim, price: Price?)] = claims.map { claim in
      let price = price(claim.finding)
      var claim = claim
      claim.finding.costDays = index.costs.days
      claim.finding.monthlyCost = claim.cost ?? price?.amount
      claim.finding.currency =
        claim.cost == nil ? price?.currency ?? claim.currency : claim.currency ?? price?.currency
      return (claim, price)
    }
    // Places are sorted and not findings, which are large.
    let order = result.indices.sorted { result[$0].claim.finding.isListed(before: result[$1].claim.finding) }
    var left = Leftover()
    for isWhole in [true, false] {
      for position in order where result[position].claim.isWhole == isWhole {
        save(&result[position].claim, result[position].price, &left)
      }
    }
    return order.map { result[$0].claim.finding }
  }

  private func save(_ claim: inout Claim, _ price: Price?, _ left: inout Leftover) {
    switch claim.saving {
    case .unknown: claim.finding.saving = nil
    case .nothing: claim.finding.saving = price == nil && claim.cost == nil ? nil : .zero
    case .amount(let amount):
      claim.finding.saving = price.map { left.take(amount, of: $0) } ?? max(amount, .zero)
    case .all:
      guard let price else {
        claim.finding.saving = claim.cost
        return
      }
      let committed = price.parts.reduce(Amount.zero) { $0 + $1.committed }
      claim.finding.saving = left.takeAll(of: price)
      if committed > .zero {
        claim.finding.message +=
          "; \(committed.formatted()) \(price.currency) of it is covered by a commitment, which goes on"
      }
    }
  }
}

/// What is left to be saved of each of the bill's resources.
private struct Leftover {
  private var amounts: [String: Amount] = [:]

  /// Takes all that is left of a price's parts, and what stands beside its parts.
  mutating func takeAll(of price: Pricing.Price) -> Amount {
    let whole = price.parts.reduce(price.amount) { $0 - $1.amount }
    return price.parts.reduce(whole) { sum, part in
      defer { amounts[part.key] = .zero }
      return sum + rest(of: part)
    }
  }

  /// Takes an amount, or as much as is left.
  mutating func take(_ amount: Amount, of price: Pricing.Price) -> Amount {
    var missing = max(amount, .zero)
    for part in price.parts {
      let taken = max(min(rest(of: part), missing), .zero)
      amounts[part.key] = rest(of: part) - taken
      missing = missing - taken
    }
    return max(amount, .zero) - missing
  }

  private func rest(of part: Pricing.Part) -> Amount { amounts[part.key] ?? (part.amount - part.committed) }
}

extension Claim {
  fileprivate var isWhole: Bool { if case .all = saving { true } else { false } }
}

extension CostIndex.Entry {
  fileprivate func amount(in currency: String) -> Amount {
    costs.filter { $0.currency == currency }.reduce(Amount.zero) { $0 + $1.amount }
  }
}
