public import Audit
internal import Billing
public import Ledger

/// Makes of an audit's result what the janitor decides from.
public struct Observer {
  private struct Snapshot {
    var loadedAt: Int
    var isRehearsal: Bool
  }

  private let ledger: Ledger
  private let isRehearsal: Bool
  private let desk: OwnerDesk
  private let rules: Set<String>
  private let snapshots: [Int: Snapshot]

  /// - Parameter rules: those with a clean-up; the others are none of the janitor's business.
  public init(ledger: Ledger, isRehearsal: Bool, desk: OwnerDesk, rules: Set<String>) throws {
    self.ledger = ledger
    self.isRehearsal = isRehearsal
    self.desk = desk
    self.rules = rules
    var snapshots: [Int: Snapshot] = [:]
    try ledger.database.query("SELECT taken_at, loaded_at, is_rehearsal FROM snapshot") { row in
      snapshots[row.integer(0)] = Snapshot(loadedAt: row.integer(1), isRehearsal: row.integer(2) == 1)
    }
    self.snapshots = snapshots
  }

  /// - Parameter withOwners: whether owners and managers are looked up, which an earlier snapshot needs not.
  public func observation(of result: AuditResult, withOwners: Bool) throws -> Observation {
    var observation = Observation(asOf: result.asOf)
    for sighting in result.sightings where rules.contains(sighting.rule) && sighting.isCurrent {
      guard let seen = seen(sighting.takenAt) else { continue }
      observation.sightings[
        RulePlace(rule: sighting.rule, account: sighting.account, region: sighting.region)] = seen
    }
    observation.open = Set(result.open.map(MarkKey.init))
    let relations = withOwners ? try Relations(ledger: ledger, asOf: result.asOf) : nil
    for finding in result.findings + result.excepted where rules.contains(finding.rule) {
      guard let flag = flag(finding, relations) else { continue }
      observation.flags[MarkKey(finding.key)] = flag
    }
    observation.totals = totals(result, observation)
    let unchecked = Set(
      result.notChecked.filter { rules.contains($0.rule) && !$0.wasNeverLoaded }
        .map { RulePlace(rule: $0.rule, account: $0.account, region: $0.region) })
    observation.unchecked = unchecked.count
    let sighted = result.sightings.filter { rules.contains($0.rule) }
      .map { RulePlace(rule: $0.rule, account: $0.account, region: $0.region) }
    observation.partial = Set(
      unchecked.union(sighted).filter { observation.sightings[$0] == nil }.map(\.rule))
    return observation
  }

  /// - Returns: nil where an answer does not count on such a night.
  private func seen(_ times: [Int]) -> Observation.Sighting? {
    guard let oldest = times.first else { return nil }
    if isRehearsal {
      return Observation.Sighting(
        takenAt: oldest, countsFrom: times.last ?? oldest, countsUntil: oldest)
    }
    var counts: [Int] = []
    for time in times {
      guard let snapshot = snapshots[time], !snapshot.isRehearsal else { return nil }
      counts.append(max(time, snapshot.loadedAt))
    }
    return Observation.Sighting(
      takenAt: oldest, countsFrom: counts.max() ?? oldest, countsUntil: counts.min() ?? oldest)
  }

  /// - Returns: nil for what the inventory does not have.
  private func flag(_ finding: Finding, _ relations: Relations?) -> Observation.Flag? {
    guard let firstSeen = finding.firstSeen.flatMap({ Timestamp.seconds($0) }) else { return nil }
    let resource = OwnerResolver.Resource(
      type: finding.resourceType, id: finding.resourceID, arn: finding.arn, account: finding.account,
      region: finding.region, tags: finding.tags)
    // A first sight counts from when the snapshot was written, as everything does.
    let seenSince = isRehearsal ? firstSeen : max(firstSeen, snapshots[firstSeen]?.loadedAt ?? firstSeen)
    let nobody = MarkOwner(name: nil, foundBy: nil, address: nil, addressFrom: nil)
    return Observation.Flag(
      arn: finding.arn
        ?? "\(finding.account)/\(finding.region)/\(finding.resourceType)/\(finding.resourceID)",
      createdAt: finding.createdAt,
      existsSince: finding.createdAt.flatMap { Timestamp.seconds($0) } ?? seenSince,
      owner: relations.map { desk.owner(of: resource, $0) } ?? nobody,
      managedBy: relations.flatMap { Manager.of(resource, $0) }, message: finding.message,
      monthlyCost: finding.monthlyCost, saving: finding.saving, currency: finding.currency,
      keepTag: KeepTag.of(finding.tags), exception: finding.exception)
  }

  /// How many resources there are of the types that rules are about, where these were checked.
  private func totals(_ result: AuditResult, _ observation: Observation) -> [RuleType: Int] {
    struct Place: Hashable {
      var account: String
      var region: String
    }
    var counts: [String: [Place: Int]] = [:]
    for count in result.counts {
      counts[count.type, default: [:]][Place(account: count.account, region: count.region)] = count.count
    }
    var types = Set(observation.flags.keys.map(\.ruleType))
    for rule in result.rules where rules.contains(rule.id) && counts[rule.resource] != nil {
      types.insert(RuleType(rule: rule.id, type: rule.resource))
    }
    var totals: [RuleType: Int] = [:]
    for (place, _) in observation.sightings {
      for type in types where type.rule == place.rule {
        totals[type, default: 0] +=
          counts[type.type]?[Place(account: place.account, region: place.region)] ?? 0
      }
    }
    return totals
  }
}

extension MarkKey {
  init(_ key: FindingStore.Key) {
    self.init(rule: key.rule, type: key.type, account: key.account, region: key.region, id: key.resource)
  }
}
