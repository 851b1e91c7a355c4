public import Allocation
public import Billing
public import Inventory

/// Holds the inventory against the bill: what is in both, and what is in only one of them.
public struct BilledInventory {
  /// A resource that the bill names and no snapshot shows, and why.
  public struct Unknown: Sendable, Equatable {
    /// As the bill names it.
    public var resource: String
    public var cost: Amount
    public var currency: String
    public var reason: UnknownReason
  }

  /// How what the bill names was found, or why it was not.
  public enum Kind: Sendable, Hashable {
    case inventory
    /// Gone, but the bill says of which auto scaling group it was, and that is in the inventory.
    case group
    case unknown(UnknownReason)
  }

  /// One line of the account of how much of the bill is matched.
  public struct Share: Sendable, Equatable {
    public var kind: Kind
    public var resources: Int
    public var cost: Amount
    public var currency: String
  }

  private let costs: ResourceCosts
  private let resources: [KnownResource]
  private let seenBefore: Set<String>
  private let judge: UnknownResource
  private var matched: [String: Kind] = [:]
  private var types: [String: String] = [:]
  private var billed: [Bool] = []

  /// - Parameters:
  ///   - groups: the auto scaling group of each resource that the bill names with one.
  ///   - seenBefore: ids and ARNs of all that any snapshot ever showed.
  ///   - answers: what is known of each call, to say why something is not in the inventory.
  public init(
    costs: ResourceCosts, groups: [String: String], resources: [KnownResource], seenBefore: Set<String>,
    answers: [AnswerStatus]
  ) {
    self.costs = costs
    self.resources = resources
    self.seenBefore = seenBefore
    judge = UnknownResource(answers: answers)
    let index = CostIndex(costs)
    for resource in resources {
      let entries = index.entries(
        id: resource.id, arn: resource.arn, account: resource.account, region: resource.region)
      for entry in entries {
        matched[entry.key] = .inventory
        // A name that two resources have is counted once.
        if types[entry.key] == nil { types[entry.key] = resource.type }
      }
      billed.append(!entries.isEmpty)
    }
    let known = Set(resources.filter { $0.type == "auto_scaling_group" }.map(\.id))
    for (resource, group) in groups where known.contains(group) && matched[resource] == nil {
      matched[resource] = .group
    }
  }

  /// How many resources of each type there are.
  var counts: [String: Int] { resources.reduce(into: [:]) { $0[$1.type, default: 0] += 1 } }

  /// What the bill charged for what exists, with the types, each charge once.
  var typeCosts: [(type: String, cost: ResourceCosts.Cost)] {
    types.sorted { $0.key < $1.key }.flatMap { key, type in
      (costs.byResource[key] ?? []).map { (type, $0) }
    }
  }

  /// What is in the inventory, of a type that bills name, and in no bill.
  public var unbilled: [KnownResource] {
    zip(resources, billed).filter { resource, isBilled in
      !isBilled && (ResourceCatalog.type(named: resource.type)?.isBilled ?? false)
    }.map(\.0)
  }

  /// What is billed and not in the inventory, dearest first.
  public var unknown: [Unknown] {
    var unknown: [Unknown] = []
    for (key, costs) in costs.byResource where matched[key] == nil {
      let reason = judge.reason(key, wasSeen: wasSeen(key))
      unknown += costs.map {
        Unknown(resource: key, cost: $0.amount, currency: $0.currency, reason: reason)
      }
    }
    return unknown.sorted { a, b in
      if a.currency != b.currency { return a.currency < b.currency }
      return a.cost == b.cost ? a.resource < b.resource : a.cost > b.cost
    }
  }

  /// How much of the resources' cost is matched, and for each reason how much is not.
  public var coverage: [Share] {
    var shares: [Share] = []
    func add(_ kind: Kind, _ cost: Amount, _ currency: String) {
      if let index = shares.firstIndex(where: { $0.kind == kind && $0.currency == currency }) {
        shares[index].resources += 1
        shares[index].cost += cost
      } else {
        shares.append(Share(kind: kind, resources: 1, cost: cost, currency: currency))
      }
    }
    for key in costs.byResource.keys.sorted() {
      guard let kind = matched[key] else { continue }
      for cost in costs.byResource[key] ?? [] { add(kind, cost.amount, cost.currency) }
    }
    for one in unknown { add(.unknown(one.reason), one.cost, one.currency) }
    return shares.sorted { a, b in
      if a.currency != b.currency { return a.currency < b.currency }
      if a.kind.isMatch != b.kind.isMatch { return a.kind.isMatch }
      return a.cost > b.cost
    }
  }

  private func wasSeen(_ key: String) -> Bool {
    if seenBefore.contains(key) { return true }
    // EC2's ids are its own; the names in other services' ARNs are people's, and stand for many things.
    guard key.hasPrefix("arn:"), key.contains(":ec2:"),
      let slash = key.lastIndex(where: { $0 == "/" || $0 == ":" })
    else { return false }
    return seenBefore.contains(String(key[key.index(after: slash)...]))
  }
}

extension BilledInventory.Kind {
  public var isMatch: Bool { self == .inventory || self == .group }

  public var text: String {
    switch self {
    case .inventory: "in the inventory"
    case .group: "gone, of an auto scaling group in the inventory"
    case .unknown(let reason): reason.text
    }
  }
}

extension KnownResource {
  /// The names that bills have for it, of those that cost anything.
  public func billedNames(in costs: ResourceCosts) -> [String] {
    CostIndex(costs).entries(id: id, arn: arn, account: account, region: region).map(\.key)
  }
}
