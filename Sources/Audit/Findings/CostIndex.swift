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

  func entries(id: String, arn: String?, account: String, region: String) -> [Entry] {
    var keys: Set<String> = [id]
    if let arn { keys.insert(arn) }
    for key in byLastPart[id] ?? [] where Self.fits(key, account: account, region: region) {
      keys.insert(key)
    }
    return keys.sorted().compactMap { key in
      costs.byResource[key].map { Entry(key: key, costs: $0) }
    }
  }

  private static func lastPart(_ arn: String) -> String {
    arn.lastIndex { $0 == "/" || $0 == ":" }.map { String(arn[arn.index(after: $0)...]) } ?? arn
  }

  /// Names such as a database's repeat in other accounts and regions; an ARN says which is meant.
  private static func fits(_ arn: String, account: String, region: String) -> Bool {
    let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 6 else { return false }
    return (parts[4].isEmpty || parts[4] == account) && (parts[3].isEmpty || parts[3] == region)
  }
}
