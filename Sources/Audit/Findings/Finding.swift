public import Billing

/// One resource that one rule flags, with its owner and what it costs.
public struct Finding: Sendable, Equatable {
  public var rule: String
  public var family: Rule.Family
  public var severity: Rule.Severity
  public var resourceType: String
  public var resourceID: String
  public var account: String
  public var region: String
  public var arn: String?
  public var name: String?
  public var tags: [String: String] = [:]
  /// When it was made, as the provider tells it, in ISO 8601; nil where it doesn't.
  public var createdAt: String?
  /// The first snapshot that showed it, in ISO 8601; nil where the inventory does not have it.
  public var firstSeen: String?
  public var owner: Owner?
  public var message: String
  /// What it cost in the last days that the bill covers; nil where no bill knows the resource.
  public var monthlyCost: Amount?
  /// How many days `monthlyCost` covers.
  public var costDays: Int
  /// What would really go away with the finding, counted once for resources in several findings.
  public var saving: Amount?
  public var currency: String?
  /// Since when it is so, as ISO 8601: what the rule says, else since when the resource is as it is.
  public var since: String?
  /// Why it is no finding, though the rule flags it.
  public var exception: String?

  /// Who answers for a resource, and how that is known.
  public struct Owner: Sendable, Equatable {
    public var name: String
    /// `tag:owner`, `concept:team`, `account` or `default`.
    public var foundBy: String

    public init(name: String, foundBy: String) {
      self.name = name
      self.foundBy = foundBy
    }
  }
}

extension Finding {
  /// The order of lists: the dearest first.
  func isListed(before other: Finding) -> Bool {
    switch (monthlyCost, other.monthlyCost) {
    case (let first?, let second?) where first != second: return first > second
    case (.some, nil): return true
    case (nil, .some): return false
    default:
      return (rule, account, region, resourceID, resourceType)
        < (other.rule, other.account, other.region, other.resourceID, other.resourceType)
    }
  }
}

/// What an audit found.
public struct AuditResult: Sendable {
  /// Seconds since 1970.
  public var asOf: Int
  /// Dearest first.
  public var findings: [Finding]
  /// What the rules flag and the settings or a tag except, dearest first.
  public var excepted: [Finding] = []
  public var notChecked: [NotChecked]
  /// What was wrong with rules that could not run; the others ran.
  public var failed: [Problem] = []
  /// How long each rule took, with the making of its tables of the bills.
  public var times: [String: Duration] = [:]
  /// The rules that ran.
  public var rules: [Rule]
  /// What a rule could not judge this time; findings on it stay as they are.
  public var open: Set<FindingStore.Key> = []
  /// Where each rule was checked, and on which answers.
  public var sightings: [RuleSighting] = []
  /// How many resources of the rules' types there are.
  public var counts: [TypeCount] = []
  /// For each rule that ran, the accounts and regions where its tables were true.
  var checked: [String: CheckedPlaces]
}

/// What a rule's judgement of one account and region rests on.
public struct RuleSighting: Sendable, Equatable {
  public var rule: String
  public var account: String
  public var region: String
  /// When the answers were taken, each time once, the oldest first, in seconds since 1970.
  public var takenAt: [Int]
  /// Whether no newer answer failed to come whole.
  public var isCurrent: Bool
}

/// How many resources of a type there are in one account and region.
public struct TypeCount: Sendable, Equatable {
  public var type: String
  public var account: String
  public var region: String
  public var count: Int
}

extension AuditResult {
  /// Adds what came of one rule.
  ///
  /// - Returns: the findings, to be priced.
  mutating func add(_ outcome: RuleWorker.Outcome, of rule: Rule) -> [Claim] {
    times[rule.id] = outcome.time
    var found: [Claim] = []
    switch outcome.found {
    case .failure(let problem):
      failed.append(problem)
      return []
    case .success(.notChecked(let reason)):
      notChecked.append(NotChecked(rule: rule.id, reason: reason))
      checked[rule.id] = .only([])
    case .success(.claims(let claims, let open)):
      notChecked += outcome.covered.notChecked
      sightings += outcome.covered.sightings
      checked[rule.id] = outcome.covered.checked
      for hit in open { leaveOpen(rule, hit) }
      found = claims
    }
    rules.append(rule)
    return found
  }

  /// Keeps what a rule could not judge apart from what it found healthy.
  mutating func leaveOpen(_ rule: Rule, _ hit: RuleConnection.Hit) {
    open.insert(
      FindingStore.Key(
        rule: rule.id, type: hit.resourceType, account: hit.account, region: hit.region,
        resource: hit.resourceID))
    notChecked.append(
      NotChecked(
        rule: rule.id, account: hit.account, region: hit.region, call: "",
        reason: "\(hit.resourceType) \(hit.resourceID): \(hit.notChecked ?? "")", lastChecked: nil))
  }
}
