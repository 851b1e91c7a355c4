internal import Allocation
internal import Billing

/// Finds what a bill charged for a resource of the inventory.
///
/// Bills name a resource by its id (`vol-1`), its ARN, or an ARN of which the id is the last part
/// (`arn:aws:ec2:us-east-1:111111111111:snapshot/snap-1`).
struct CostIndex {
  /// The charges of one resource in the bill, and the name that the bill has for it.
  struct Entry: Equatable {
    var key: String
    var costs: [ResourceCosts.Cost]
  }

  let costs: ResourceCosts
  private var byLastPart: [String: [String]] = [:]

  init(_ costs: ResourceCosts) {
    self.costs = costs
    for key in costs.byResource.keys where key.hasPrefix("arn:") {
      byLastPart[Self.lastPart(key), default: []].append(key)
    }
  }

  /// - Parameter arn: nil where the id alone is known, and is the provider's own (`vol-1`).
  func entries(id: String, arn: String?, account: String, region: String) -> [Entry] {
    let byLastPart = byLastPart[id]
    // Most resources of most inventories are on no bill under any name.
    if byLastPart == nil, costs.byResource[id] == nil, arn.map({ costs.byResource[$0] == nil }) ?? true {
      return []
    }
    let own = arn.map(ARNParts.init)
    var keys: Set<String> = arn.map { [$0] } ?? []
    // A name that people chose may be a bucket's as well; only ids that the provider makes stand alone.
    if own.map({ $0.service == "ec2" || $0.account.isEmpty }) ?? true { keys.insert(id) }
    for key in byLastPart ?? [] {
      let parts = ARNParts(key)
      if parts.fits(account: account, region: region), own.map({ $0.service == parts.service }) ?? true {
        keys.insert(key)
      }
    }
    return keys.sorted().compactMap { key in
      costs.byResource[key].map { Entry(key: key, costs: $0) }
    }
  }

  private static func lastPart(_ arn: String) -> String {
    arn.lastIndex { $0 == "/" || $0 == ":" }.map { String(arn[arn.index(after: $0)...]) } ?? arn
  }
}

/// `arn:PARTITION:SERVICE:REGION:ACCOUNT:REST`, of which region and account may be empty.
private struct ARNParts {
  let service: String
  let region: String
  let account: String

  init(_ arn: String) {
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    service = parts.count == 6 ? parts[2] : ""
    region = parts.count == 6 ? parts[3] : ""
    account = parts.count == 6 ? parts[4] : ""
  }

  /// Names such as a database's repeat in other accounts and regions.
  func fits(account: String, region: String) -> Bool {
    (self.account.isEmpty || self.account == account) && (self.region.isEmpty || self.region == region)
  }
}
