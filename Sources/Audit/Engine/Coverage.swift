internal import Billing
internal import Inventory

/// A rule that could not be checked in one account and region, or only on an older answer.
public struct NotChecked: Sendable, Equatable {
  public var rule: String
  public var account: String
  public var region: String
  /// The call whose answer is missing or failed.
  public var call: String
  public var reason: String
  /// When the older answer was taken from which the findings there still come; nil where there is none.
  public var lastChecked: String?
  /// Whether nobody ever asked, so that it is no failure of this night.
  public var wasNeverLoaded = false

  public init(
    rule: String, account: String, region: String, call: String, reason: String, lastChecked: String?
  ) {
    self.rule = rule
    self.account = account
    self.region = region
    self.call = call
    self.reason = reason
    self.lastChecked = lastChecked
  }

  /// A rule that could not be checked anywhere, for want of a bill or of figures.
  init(rule: String, reason: String) {
    self.init(rule: rule, account: "", region: "", call: "", reason: reason, lastChecked: nil)
  }
}

/// Where a rule's findings are true.
enum CheckedPlaces: Sendable, Equatable {
  /// A rule that only reads bills knows no places.
  case everywhere
  case only(Set<Coverage.Place>)

  func contains(_ place: Coverage.Place) -> Bool {
    switch self {
    case .everywhere: true
    case .only(let places): places.contains(place)
    }
  }
}

/// Where the answers that a rule needs came whole.
struct Coverage {
  private let answers: [Place: [String: AnswerStatus]]

  struct Place: Hashable, Comparable {
    var account: String
    var region: String

    static func < (a: Place, b: Place) -> Bool { (a.account, a.region) < (b.account, b.region) }
  }

  init(_ statuses: [AnswerStatus]) {
    var answers: [Place: [String: AnswerStatus]] = [:]
    for status in statuses {
      answers[Place(account: status.account, region: status.region), default: [:]][status.call] = status
    }
    self.answers = answers
  }

  /// Where a rule's tables are true, and on which answers.
  struct Outcome {
    var checked: CheckedPlaces
    var notChecked: [NotChecked] = []
    var sightings: [RuleSighting] = []
  }

  /// The places where all tables are true, and what is to be said of the others.
  ///
  /// Where the newest answer failed and an older one is whole, the older one still counts: its findings
  /// stay as they are, and it is said that they were not checked since.
  ///
  /// - Parameter tables: those that the rule reads, with the columns: what fails to bring a column that the
  ///   rule does not read is nothing to it.
  func check(_ rule: Rule, tables: [String: Set<String>]) -> Outcome {
    if tables.isEmpty { return Outcome(checked: .everywhere) }
    let calls = tables.flatMap { InventoryTable.named($0.key)?.calls(reading: $0.value) ?? [] }
    let needed = Set(calls).sorted()
    // What only global services have is judged once for an account, not again in every region.
    let isGlobal = !needed.isEmpty && needed.allSatisfy(CallCatalog.isGlobal)
    var checked: Set<Place> = []
    var outcome = Outcome(checked: .only([]))
    for (place, known) in answers.sorted(by: { $0.key < $1.key })
    where tables["resources"] != nil || isGlobal == (place.region == CallCatalog.globalRegion) {
      // A table of all types is made of what came; what did not come is told, and holds up nothing.
      let told = tables["resources"] == nil ? needed : needed + known.keys.sorted()
      var isTrue = true
      var isCurrent = true
      var times: Set<Int> = []
      // Among the global services there is nothing that a region's call would tell of.
      let isElsewhere = place.region == CallCatalog.globalRegion
      for call in told where !isElsewhere || CallCatalog.isGlobal(call) {
        let status = status(of: call, in: place, known)
        if let time = status?.takenAt { times.insert(time) }
        isCurrent = isCurrent && status?.failure == nil
        guard let gap = gap(call, status) else { continue }
        var told = NotChecked(
          rule: rule.id, account: place.account, region: place.region, call: call, reason: gap.reason,
          lastChecked: gap.lastChecked)
        told.wasNeverLoaded = status == nil
        outcome.notChecked.append(told)
        if gap.lastChecked == nil && needed.contains(call) { isTrue = false }
      }
      guard isTrue else { continue }
      checked.insert(place)
      outcome.sightings.append(
        RuleSighting(
          rule: rule.id, account: place.account, region: place.region, takenAt: times.sorted(),
          isCurrent: isCurrent))
    }
    outcome.checked = .only(checked)
    return outcome
  }

  /// A global service's answers stand under a place of their own, for all regions of the account.
  private func status(of call: String, in place: Place, _ known: [String: AnswerStatus]) -> AnswerStatus? {
    guard CallCatalog.isGlobal(call) else { return known[call] }
    return answers[Place(account: place.account, region: CallCatalog.globalRegion)]?[call]
  }

  private func gap(_ call: String, _ status: AnswerStatus?) -> (reason: String, lastChecked: String?)? {
    guard let status else { return ("\(call) was never loaded", nil) }
    let lastChecked = status.takenAt.map { Civil.timeText(seconds: $0) }
    guard let failure = status.failure else {
      return lastChecked == nil ? ("\(call) never came whole", nil) : nil
    }
    let day = Civil.timeText(seconds: failure.takenAt)
    return ("\(call) did not come whole on \(day): \(failure.reason)", lastChecked)
  }
}
