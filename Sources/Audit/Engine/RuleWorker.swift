internal import Billing
internal import Inventory
internal import Ledger

/// Runs rules of an audit on one connection that has the inventory's tables, one after the other.
final class RuleWorker {
  /// What came of one rule.
  struct Outcome {
    var covered: Coverage.Outcome
    /// What it flags where it could be checked; a failure where the rule is wrong.
    var found: Result<Found, Problem>
    var time: Duration
  }

  enum Found {
    case notChecked(String)
    /// Findings, and what the rule itself could not judge.
    case claims([Claim], open: [RuleConnection.Hit])
  }

  private let job: AuditJob
  private let run: RuleRun
  private let resources: FlaggedResources
  private let scale: RuleScale

  init(_ job: AuditJob, _ source: AuditSource) throws {
    let database = source.ledger.database
    self.job = job
    scale = job.scale
    run = RuleRun(
      rows: RuleHits(
        connection: try RuleConnection(database, asOf: job.view.asOf, scale: job.scale, limit: job.limit),
        programs: job.programs),
      bills: CostTables(database, scale: job.scale, answer: source.table))
    resources = FlaggedResources(database, made: job.made)
  }

  /// What comes of the rules of a queue that it gets hold of, by their ids.
  func outcomes(of queue: RuleQueue) throws -> [String: Outcome] {
    var outcomes: [String: Outcome] = [:]
    while let rule = queue.next() { outcomes[rule.id] = try outcome(of: rule) }
    try run.bills.drop()
    return outcomes
  }

  private func outcome(of rule: Rule) throws -> Outcome {
    let read = job.tables[rule.id] ?? [:]
    let start = ContinuousClock.now
    let covered = job.coverage.check(rule, tables: read)
    let found: Result<Found, Problem>
    do {
      found = .success(try self.found(by: rule, covered.checked))
    } catch let problem as Problem {
      found = .failure(problem)
    }
    return Outcome(covered: covered, found: found, time: ContinuousClock.now - start)
  }

  private func found(by rule: Rule, _ checked: CheckedPlaces) throws -> Found {
    switch try run.outcome(of: rule) {
    case .notChecked(let reason): return .notChecked(reason)
    case .hits(let hits):
      var claims: [Claim] = []
      claims.reserveCapacity(hits.count)
      var open: [RuleConnection.Hit] = []
      for hit in hits where checked.contains(Coverage.Place(account: hit.account, region: hit.region)) {
        if hit.notChecked != nil {
          open.append(hit)
        } else {
          let finding = job.finding(rule, hit, try resources.resource(hit))
          claims.append(Claim(rule, hit, finding, scale))
        }
      }
      return .claims(claims, open: open)
    }
  }
}
