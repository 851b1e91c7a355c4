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
  private let second: (() throws -> AuditSource)?
  private let limit: Duration
  private let believesRehearsals: Bool

  /// - Parameters:
  ///   - costs: what each resource cost in the days before the audit's as-of; asked for when findings are there.
  ///   - table: answers the questions that rules ask the bills.
  ///   - second: opens another connection to the same ledger, on which rules run at the same time.
  ///   - limit: how long one query may take.
  ///   - believesRehearsals: whether a rehearsal's snapshot was taken when it says.
  public init(
    ledger: Ledger, rules: [Rule], costs: @escaping @autoclosure () throws -> ResourceCosts,
    owners: OwnerResolver,
    exceptions: Exceptions = Exceptions(), programs: ProgramSettings = ProgramSettings(),
    limit: Duration = .seconds(30), believesRehearsals: Bool = true,
    table: @escaping (CostTableQuestion) throws -> CostTableAnswer = { _ in CostTableAnswer() },
    second: (() throws -> AuditSource)? = nil
  ) {
    self.ledger = ledger
    self.rules = rules
    self.costs = costs
    self.owners = owners
    self.exceptions = exceptions
    self.programs = programs
    self.table = table
    self.second = second
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
    let job = AuditJob(
      view: view, tables: tables, made: needed(tables), coverage: Coverage(view.answers),
      scale: try RuleScale(ledger), owners: owners, exceptions: exceptions,
      safety: try SafetySnapshots(ledger), programs: programs, limit: limit)
    try view.makeTables(job.made)
    let outcomes = try outcomes(job)
    var claims: [Claim] = []
    for rule in rules {
      guard let outcome = outcomes[rule.id] else { continue }
      claims += result.add(outcome, of: rule)
    }
    let pricing = try pricing(claims)
    result.findings = pricing.priced(claims.filter { $0.finding.exception == nil })
    result.excepted = pricing.priced(claims.filter { $0.finding.exception != nil })
    result.counts = try counts(of: Set(rules.map(\.resource)), job.made)
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

  /// Runs all rules, where it can be on two connections at once.
  private func outcomes(_ job: AuditJob) throws -> [String: RuleWorker.Outcome] {
    let runnable = rules.filter { job.tables[$0.id] != nil }
    let queue = RuleQueue(runnable)
    let worker = try RuleWorker(job, AuditSource(ledger: ledger, table: table))
    guard runnable.count > 1, let second = try helper(job) else { return try worker.outcomes(of: queue) }
    let (mine, others) = try together(
      { try worker.outcomes(of: queue) }, { try second.outcomes(of: queue) })
    return mine.merging(others) { mine, _ in mine }
  }

  /// Somebody who runs rules on a connection with copies of the tables; nil where there can be nobody.
  private func helper(_ job: AuditJob) throws -> RuleWorker? {
    // What an open transaction wrote no other connection sees.
    guard !ledger.database.isInTransaction, let source = try second?(),
      try TemporaryTables.copy(from: ledger.database, to: source.ledger.database)
    else { return nil }
    return try RuleWorker(job, source)
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
