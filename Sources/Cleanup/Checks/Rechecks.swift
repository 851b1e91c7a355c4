internal import Audit
internal import Billing
internal import Inventory
internal import Janitor
internal import Ledger

/// Collects again what rules read, and runs them on that, without a trace in the ledger.
final class Rechecks {
  /// A rule's verdict on one resource.
  enum Verdict {
    /// It is still flagged; its tags.
    case flagged(Finding)
    case refused(String)
    case notTonight(String)
  }

  /// What was known of one account and region at some moment.
  private struct Known {
    /// The clock when collecting began.
    var at: Int
    /// By rule, type and id.
    var findings: [[String]: Finding] = [:]
    var excepted: [[String]: Finding] = [:]
    /// Why a rule could not be checked; for a single resource by rule, type and id.
    var gaps: [[String]: String] = [:]
    /// Why nothing is known.
    var failure: String?
  }

  private let rules: [String: Rule]
  private let audit: ([Rule], Int) throws -> AuditResult
  private let inventory: FreshInventory
  private let night: CleanupNight
  private var known: [[String]: Known] = [:]
  /// The rules that the run needs in each account and region.
  private var needed: [[String]: Set<String>] = [:]

  /// How old what a check stands on may be, in seconds.
  static let mostAge = 15 * 60

  init(
    ledger: Ledger, rules: [Rule], cloud: Cloud, night: CleanupNight,
    audit: @escaping ([Rule], Int) throws -> AuditResult
  ) {
    self.rules = Dictionary(rules.map { ($0.id, $0) }) { $1 }
    inventory = FreshInventory(ledger: ledger, cloud: cloud, night: night)
    self.night = night
    self.audit = audit
  }

  /// Tells which rules the run will need, so that one collection serves all of a region's actions.
  func expect(_ due: [DueAction]) {
    for action in due {
      needed[[action.resource.account, action.resource.region], default: []].insert(action.rule)
    }
  }

  /// Lets go of what is known where a resource is: the next verdict there collects anew.
  func forget(_ resource: MarkedResource) { known[[resource.account, resource.region]] = nil }

  func verdict(_ action: DueAction) async throws -> Verdict {
    guard let rule = rules[action.rule] else { return .refused("its rule is there no more") }
    guard let now = try MarkRule(rule), now.action == action.action else {
      return .refused("its rule has another clean-up now")
    }
    guard now.hash == action.ruleHash && now.parameters == action.parameters else {
      return .refused("its rule or the rule's parameters have changed")
    }
    let place = [action.resource.account, action.resource.region]
    var known: Known
    if let younger = self.known[place], night.now - younger.at < Self.mostAge, night.now >= younger.at {
      known = younger
    } else {
      known = try await look(place, Set([action.rule]).union(needed[place] ?? []))
      self.known[place] = known
    }
    if let failure = known.failure { return .notTonight(failure) }
    return judged(action, known)
  }

  private func judged(_ action: DueAction, _ known: Known) -> Verdict {
    let resource = action.resource
    let key = [action.rule, resource.type, resource.id]
    if let gap = known.gaps[[action.rule]] ?? known.gaps[key] { return .notTonight(gap) }
    if let excepted = known.excepted[key] {
      return .refused("it is excepted: \(excepted.exception ?? "")")
    }
    guard let finding = known.findings[key] else { return .refused("the rule flags it no more") }
    guard finding.arn == resource.arn else { return .refused("it is another one of the same name") }
    if let marked = resource.createdAt {
      guard let found = finding.createdAt.flatMap(RecordedTime.seconds) else {
        return .notTonight("when it was made is not told any more")
      }
      guard found == RecordedTime.seconds(marked) else {
        return .refused("it is another one of the same name, made at another time")
      }
    }
    return .flagged(finding)
  }

  private func look(_ place: [String], _ ids: Set<String>) async throws -> Known {
    var known = Known(at: night.now)
    do {
      let rules = ids.compactMap { self.rules[$0] }.sorted { $0.id < $1.id }
      let calls = try RuleCalls.of(rules)
      let needed = calls.values.reduce(into: Set<String>()) { $0.formUnion($1) }
      try await inventory.collected(needed, account: place[0], region: place[1]) { takenAt, failures in
        for (rule, calls) in calls {
          guard let call = calls.sorted().first(where: { failures[$0] != nil }) else { continue }
          known.gaps[[rule]] = "\(call) did not come whole: \(failures[call] ?? "")"
        }
        try run(rules, at: takenAt, place, &known)
      }
    } catch let problem as Problem {
      known.failure = problem.description
    }
    return known
  }

  private func run(_ rules: [Rule], at asOf: Int, _ place: [String], _ known: inout Known) throws {
    let result = try audit(rules, asOf)
    for problem in result.failed where !result.rules.contains(where: { problem.place.contains($0.id) }) {
      for rule in rules where !result.rules.contains(rule) { known.gaps[[rule.id]] = problem.description }
    }
    for rule in rules where !result.rules.contains(rule) && known.gaps[[rule.id]] == nil {
      known.gaps[[rule.id]] = "the rule did not run"
    }
    for gap in result.notChecked where gap.account.isEmpty || [gap.account, gap.region] == place {
      if gap.call.isEmpty, !gap.account.isEmpty {
        // What a rule says of one resource begins with its type and id.
        let words = gap.reason.split(separator: " ", maxSplits: 2).map(String.init)
        if words.count == 3 { known.gaps[[gap.rule, words[0], String(words[1].dropLast())]] = gap.reason }
      } else {
        known.gaps[[gap.rule]] = gap.reason
      }
    }
    for finding in result.findings where [finding.account, finding.region] == place {
      let key = [finding.rule, finding.resourceType, finding.resourceID]
      known.findings[key] = finding
    }
    for finding in result.excepted where [finding.account, finding.region] == place {
      known.excepted[[finding.rule, finding.resourceType, finding.resourceID]] = finding
    }
  }
}
