public import Allocation
internal import Billing
internal import Inventory
public import Ledger

/// Runs rules over the inventory as of one time.
public struct Auditor {
  private let ledger: Ledger
  private let rules: [Rule]
  private let costs: ResourceCosts
  private let owners: OwnerResolver
  private let limit: Duration

  /// - Parameters:
  ///   - costs: what each resource cost in the days before the audit's as-of.
  ///   - limit: how long one query may take.
  public init(
    ledger: Ledger, rules: [Rule], costs: ResourceCosts, owners: OwnerResolver, limit: Duration = .seconds(30)
  ) {
    self.ledger = ledger
    self.rules = rules
    self.costs = costs
    self.owners = owners
    self.limit = limit
  }

  /// Runs every rule on what was known at `asOf`, in seconds since 1970; the ledger stays as it is.
  public func audit(asOf: Int) throws -> AuditResult {
    let tables = try RuleTables.read(by: rules, limit: limit)
    let view = try InventoryView(ledger: ledger, asOf: asOf)
    let made = needed(tables)
    try view.makeTables(made)

    let connection = try RuleConnection(ledger.database, asOf: asOf, limit: limit)
    let coverage = Coverage(view.answers)
    let resources = FlaggedResources(ledger.database, made: made)
    var result = AuditResult(asOf: asOf, findings: [], notChecked: [], rules: rules, checked: [:])
    for rule in rules {
      let (checked, notChecked) = coverage.check(rule, tables: tables[rule.id] ?? [:])
      result.notChecked += notChecked
      result.checked[rule.id] = checked
      for hit in try connection.hits(of: rule)
      where checked.contains(Coverage.Place(account: hit.account, region: hit.region)) {
        result.findings.append(finding(rule, hit, try resources.resource(hit)))
      }
    }
    result.findings = try priced(result.findings)
    try view.dropTables()
    return result
  }

  /// The tables to make: what the queries read, what describes their findings, what these are made of.
  private func needed(_ tables: [String: [String: Set<String>]]) -> Set<String> {
    var needed = tables.values.reduce(into: Set<String>()) { $0.formUnion($1.keys) }
    for rule in rules {
      if let type = ResourceCatalog.type(named: rule.resource) { needed.insert(type.table) }
    }
    if rules.contains(where: { $0.resource == Rule.anyResource }) {
      needed.formUnion(ResourceCatalog.types.map(\.table))
    }
    for type in ResourceCatalog.types where needed.contains(type.table) {
      needed.formUnion(CostMembers.tables[type.name] ?? [])
    }
    return needed
  }

  private func finding(_ rule: Rule, _ hit: RuleConnection.Hit, _ resource: FlaggedResource?) -> Finding {
    let owned = OwnerResolver.Resource(
      type: hit.resourceType, id: hit.resourceID, arn: resource?.arn, account: hit.account,
      region: hit.region,
      tags: resource?.tags ?? [:])
    return Finding(
      rule: rule.id, family: rule.family, severity: rule.severity, resourceType: hit.resourceType,
      resourceID: hit.resourceID, account: hit.account, region: hit.region, arn: resource?.arn,
      name: resource?.name, owner: owners.owner(of: owned), message: hit.message, costDays: 0,
      since: hit.since ?? resource?.unchangedSince)
  }

  private func priced(_ findings: [Finding]) throws -> [Finding] {
    let saving = Set(rules.filter(\.saves).map(\.id))
    let pricing = Pricing(
      index: CostIndex(costs),
      members: try CostMembers(Set(findings.map(\.resourceType)), ledger.database),
      uniqueGroups: try uniqueGroups(findings))
    return pricing.priced(findings) { saving.contains($0.rule) }
  }

  private func uniqueGroups(_ findings: [Finding]) throws -> Set<String> {
    guard findings.contains(where: { $0.resourceType == "auto_scaling_group" }) else { return [] }
    var names: Set<String> = []
    try ledger.database.query(
      """
      SELECT auto_scaling_group FROM temp.auto_scaling_groups GROUP BY auto_scaling_group HAVING count(*) = 1
      """
    ) { row in names.insert(row.text(0) ?? "") }
    return names
  }
}
