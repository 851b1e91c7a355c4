internal import Billing
internal import Inventory

/// What everybody who runs rules of one audit goes by.
struct AuditJob {
  let view: InventoryView
  /// The inventory's tables that each rule reads, with their columns, by the rule's id.
  let tables: [String: [String: Set<String>]]
  /// The tables that were made.
  let made: Set<String>
  let coverage: Coverage
  let scale: RuleScale
  let owners: OwnerResolver
  let exceptions: Exceptions
  let safety: SafetySnapshots
  let programs: ProgramSettings
  /// How long one query may take.
  let limit: Duration

  func finding(_ rule: Rule, _ hit: RuleConnection.Hit, _ resource: FlaggedResource?) -> Finding {
    let owned = OwnerResolver.Resource(
      type: hit.resourceType, id: hit.resourceID, arn: resource?.arn, account: hit.account,
      region: hit.region,
      tags: resource?.tags ?? [:])
    var finding = Finding(
      rule: rule.id, family: rule.family, severity: rule.severity, resourceType: hit.resourceType,
      resourceID: hit.resourceID, account: hit.account, region: hit.region, arn: resource?.arn,
      name: resource?.name, tags: owned.tags, createdAt: resource?.createdAt, firstSeen: resource?.firstSeen,
      owner: owners.owner(of: owned), message: hit.message,
      costDays: 0,
      since: hit.since ?? resource?.unchangedSince)
    exceptions.apply(to: &finding, rule, tags: owned.tags, asOf: view.asOf)
    safety.apply(to: &finding)
    return finding
  }
}
