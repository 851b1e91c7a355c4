public import Allocation
internal import Billing
internal import Inventory
public import Ledger

/// Runs rules over the inventory and the bills as of one time.
public struct Auditor {
  private let ledger: Ledger
  private let rules: [Rule]
  private let costs: () throws -> ResourceCosts
  private let owners: OwnerResolver
  private let exceptions: Exceptions
  private let programs: ProgramSettings
  private let table: (CostTableQuestion) throws -> CostTableAnswer
  private let limit: Duration
  private let believesRehearsals: Bool

  /// - Parameters:
  ///   - costs: what each resource cost in the days before the audit's as-of; asked for when findings are there.
  ///   - table: answers the questions that rules ask the bills.
  ///   - limit: how long one query may take.
  ///   - believesRehearsals: whether a rehearsal's snapshot was taken when it says.
  public init(
    ledger: Ledger, rules: [Rule], costs: @escaping @autoclosure () throws -> ResourceCosts,
    owners: OwnerResolver,
    exceptions: Exceptions = Exceptions(), programs: ProgramSettings = ProgramSettings(),
    limit: Duration = .seconds(30), believesRehearsals: Bool = true,
    table: @escaping (CostTableQuestion) throws -> CostTableAnswer = { _ in CostTableAnswer() }
  ) {
    self.ledger = ledger
    self.rules = rules
    self.costs = costs
    self.owners = owners
    self.exceptions = exceptions
    self.programs = programs
    self.table = table
    self.limit = limit
    self.believesRehearsals = believesRehearsals
  }

  /// Runs every rule on what was known at `asOf`, in seconds since 1970; the ledger stays as it is.
  ///
  /// A rule that is wrong, or too slow, is told in the result, and the others run.
  public func audit(asOf: Int) throws -> AuditResult {
    var result = AuditResult(asOf: asOf, findings: [], notChecked: [], rules: [], checked: [:])
    let tables = try compiled(&result)
    let view = try InventoryView(ledger: ledger, asOf: asOf, believesRehearsals: believesRehearsals)
    let made = needed(tables)
    try view.makeTables(made)

    let scale = try RuleScale(ledger)
    let run = RuleRun(
      rows: RuleHits(
        connection: try RuleConnection(ledger.database, asOf: asOf, scale: scale, limit: limit),
        programs: programs),
      bills: CostTables(ledger.database, scale: scale, answer: table))
    let coverage = Coverage(view.answers)
    let resources = FlaggedResources(ledger.database, made: made)
    let safety = try SafetySnapshots(ledger)
    var claims: [Claim] = []
    for rule in rules {
      guard let read = tables[rule.id] else { continue }
      let start = ContinuousClock.now
      defer { result.times[rule.id] = ContinuousClock.now - start }
      do {
        let covered = coverage.check(rule, tables: read)
        let checked = covered.checked
        switch try run.outcome(of: rule) {
        case .notChecked(let reason):
          result.notChecked.append(NotChecked(rule: rule.id, reason: reason))
          result.checked[rule.id] = .only([])
        case .hits(let hits):
          result.notChecked += covered.notChecked
          result.sightings += covered.sightings
          result.checked[rule.id] = checked
          for hit in hits where checked.contains(Coverage.Place(account: hit.account, region: hit.region)) {
            guard hit.notChecked == nil else {
              result.leaveOpen(rule, hit)
              continue
            }
            var finding = finding(rule, hit, try resources.resource(hit), asOf)
            safety.apply(to: &finding)
            claims.append(Claim(rule, hit, finding, scale))
          }
        }
        result.rules.append(rule)
      } catch let problem as Problem {
        result.failed.append(problem)
      }
    }
    let pricing = try pricing(claims)
    result.findings = pricing.priced(claims.filter { $0.finding.exception == nil })
    result.excepted = pricing.priced(claims.filter { $0.finding.exception != nil })
    result.counts = try counts(of: Set(rules.map(\.resource)), made)
    try run.bills.drop()
    try view.dropTables()
    return result
  }

  /// The inventory's tables that each rule reads, with their columns; rules that are wrong are left out and told.
  private func compiled(_ result: inout AuditResult) throws -> [String: [String: Set<String>]] {
    var tables: [String: [String: Set<String>]] = [:]
    for (id, read) in try RuleTables.read(by: rules, limit: limit).sorted(by: { $0.key < $1.key }) {
      do {
        tables[id] = try read.get()
      } catch let problem as Problem {
        result.failed.append(problem)
      }
    }
    return tables
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

  private func finding(
    _ rule: Rule, _ hit: RuleConnection.Hit, _ resource: FlaggedResource?, _ asOf: Int
  ) -> Finding {
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
    exceptions.apply(to: &finding, rule, tags: owned.tags, asOf: asOf)
    return finding
  }

  private func counts(of types: Set<String>, _ made: Set<String>) throws -> [TypeCount] {
    var counts: [TypeCount] = []
    for type in ResourceCatalog.types where types.contains(type.name) && made.contains(type.table) {
      try ledger.database.query(
        "SELECT account_id, region, count(*) FROM temp.\(type.table) GROUP BY account_id, region"
      ) { row in
        counts.append(
          TypeCount(
            type: type.name, account: row.text(0) ?? "", region: row.text(1) ?? "", count: row.integer(2)))
      }
    }
    return counts
  }

  private func pricing(_ claims: [Claim]) throws -> Pricing {
    Pricing(
      index: CostIndex(try costs()),
      members: try CostMembers(Set(claims.map(\.finding.resourceType)), ledger.database),
      uniqueGroups: try uniqueGroups(claims))
  }

  private func uniqueGroups(_ claims: [Claim]) throws -> Set<String> {
    guard claims.contains(where: { $0.finding.resourceType == "auto_scaling_group" }) else { return [] }
    var names: Set<String> = []
    try ledger.database.query(
      """
      SELECT auto_scaling_group FROM temp.auto_scaling_groups GROUP BY auto_scaling_group HAVING count(*) = 1
      """
    ) { row in names.insert(row.text(0) ?? "") }
    return names
  }
}
