internal import Billing

/// What a night makes of the marks that stand and of what the rules flag; it decides, and writes nothing.
public struct LifeCycle: Sendable {
  /// All that a night must know.
  public struct Input: Sendable {
    public var asOf: Int
    public var isRehearsal: Bool
    /// Those with a clean-up, by id.
    public var rules: [String: MarkRule]
    /// Whether a rule's file could not be read, so that a rule that is not there may only be that.
    public var missesRules: Bool
    /// The marks that stand.
    public var marks: [Mark]
    /// When each mark that is over ended the last time, and whether by a clean-up.
    public var ended: [MarkKey: Ended]
    public var tonight: Observation
    /// Snapshots before tonight's that must be looked at, the oldest first.
    public var earlier: [Observation]
    public var keeps: Keeps
    public var widths: [RuleType: Width]
    public var allowWide: Set<String>

    public init(
      asOf: Int, isRehearsal: Bool, rules: [String: MarkRule], missesRules: Bool = false, marks: [Mark],
      ended: [MarkKey: Ended] = [:],
      tonight: Observation, earlier: [Observation] = [], keeps: Keeps = Keeps(),
      widths: [RuleType: Width] = [:], allowWide: Set<String> = []
    ) {
      self.asOf = asOf
      self.isRehearsal = isRehearsal
      self.rules = rules
      self.missesRules = missesRules
      self.marks = marks
      self.ended = ended
      self.tonight = tonight
      self.earlier = earlier
      self.keeps = keeps
      self.widths = widths
      self.allowWide = allowWide
    }
  }

  public struct Ended: Sendable, Equatable {
    public var at: Int
    public var wasCleaned: Bool

    public init(at: Int, wasCleaned: Bool) {
      self.at = at
      self.wasCleaned = wasCleaned
    }
  }

  /// A mark as it is to be written, and what happened to it for the log.
  public struct Change: Sendable, Equatable {
    public var mark: Mark
    /// None where only its figures were brought up to date.
    public var events: [LogEntry.Event] = []
  }

  public struct Outcome: Sendable {
    /// In the order in which they are to be written.
    public var changes: [Change] = []
    /// What tonight's snapshot flags and nothing holds up: only this may be told or come due.
    public var confirmed: Set<MarkKey> = []
    public var alerts: [WideAlert] = []
    /// What to remember of the rules that were let through.
    public var widths: [RuleType: Width] = [:]
  }

  /// Two snapshots less far apart may be of one evening.
  static let leastSpan = 20 * 3600
  /// A younger resource may not be in use yet.
  static let leastAge = 24 * 3600

  private let input: Input
  private var outcome = Outcome()
  private var wide: Set<RuleType> = []

  public static func outcome(of input: Input) -> Outcome {
    var cycle = LifeCycle(input: input)
    cycle.judgeWidths()
    for mark in input.marks.sorted(by: { $0.key < $1.key }) { cycle.go(on: mark) }
    let standing = Set(input.marks.map(\.key))
    let new = input.tonight.flags.filter { !standing.contains($0.key) }
    for (key, flag) in new.sorted(by: { $0.key < $1.key }) { cycle.begin(key, flag, after: nil) }
    return cycle.outcome
  }

  private init(input: Input) { self.input = input }

  private mutating func judgeWidths() {
    let flagged = input.tonight.flagged()
    for (key, total) in input.tonight.totals {
      let width = Width(flagged: flagged[key] ?? 0, total: total)
      let last = input.widths[key]
      if width.isSudden(after: last) && !input.allowWide.contains(key.rule) {
        wide.insert(key)
        outcome.alerts.append(WideAlert(rule: key.rule, type: key.type, width: width, last: last))
      } else if !input.tonight.partial.contains(key.rule) {
        outcome.widths[key] = width
      }
    }
    outcome.alerts.sort { ($0.rule, $0.type) < ($1.rule, $1.type) }
  }

  /// Takes a mark that stands one night further.
  private mutating func go(on mark: Mark) {
    var mark = mark
    guard let rule = input.rules[mark.rule] else {
      if input.missesRules { return }
      return end(&mark, "the rule is no longer run, or cleans nothing up")
    }
    let keep = keep(of: mark.key, arn: mark.resource.arn)
    let isJudged = !input.tonight.open.contains(mark.key)
    guard isJudged, let sighting = input.tonight.sightings[mark.key.place],
      sighting.takenAt >= mark.newestSnapshot
    else {
      // Nothing new is known of it; a keep holds all the same.
      if let keep, mark.state != .kept { self.keep(&mark, keep.text, until: keep.until) }
      return
    }
    guard let flag = input.tonight.flags[mark.key], !flag.isExcepted else {
      let exception = input.tonight.flags[mark.key]?.exception.map { "excepted: \($0)" }
      let snapshot = Civil.timeText(seconds: sighting.takenAt)
      return end(&mark, exception ?? "the snapshot of \(snapshot) does not flag it")
    }
    if let change = mark.change(to: flag, rule) { return restart(mark, flag, change) }
    if let held = hold(keep, flag) {
      mark.update(flag, sighting)
      if mark.state == .kept {
        (mark.reason, mark.keptUntil) = (held.reason, held.until)
        outcome.changes.append(Change(mark: mark))
      } else {
        self.keep(&mark, held.reason, until: held.until)
      }
      return
    }
    if mark.state == .kept { return restart(mark, flag, "its keep ended") }
    if let gap = interruption(of: mark, until: sighting.takenAt) {
      return restart(mark, flag, "the snapshot of \(Civil.timeText(seconds: gap)) did not flag it")
    }
    guard !wide.contains(mark.key.ruleType) else { return }
    mark.update(flag, sighting)
    let isMarked = mark.state == .noticed && isEnough(mark.countsFrom, sighting, flag)
    if isMarked {
      mark.state = .marked
      mark.markedAt = input.asOf
    }
    outcome.confirmed.insert(mark.key)
    outcome.changes.append(Change(mark: mark, events: isMarked ? [.marked] : []))
  }

  /// Begins a mark where a rule flags something, with what earlier snapshots say of it.
  ///
  /// - Parameter before: the mark that it takes the place of; such a one begins with tonight's snapshot.
  private mutating func begin(_ key: MarkKey, _ flag: Observation.Flag, after before: Mark?) {
    guard let rule = input.rules[key.rule], let sighting = input.tonight.sightings[key.place],
      !input.tonight.open.contains(key), !flag.isExcepted
    else { return }
    // The snapshot may be older than the clean-up.
    if let ended = input.ended[key], ended.wasCleaned, ended.at >= sighting.takenAt { return }
    let resource = MarkedResource(
      type: key.type, account: key.account, region: key.region, id: key.id, arn: flag.arn,
      createdAt: flag.createdAt)
    var mark = Mark(
      isRehearsal: input.isRehearsal, rule: key.rule, ruleHash: rule.hash, parameters: rule.parameters,
      action: rule.action, resource: resource, owner: flag.owner, message: flag.message,
      monthlyCost: flag.monthlyCost, saving: flag.saving, currency: flag.currency,
      firstSnapshot: sighting.takenAt, countsFrom: sighting.countsFrom, noticedAt: input.asOf)
    mark.managedBy = flag.managedBy
    if let held = hold(keep(of: key, arn: flag.arn), flag) {
      return keep(&mark, held.reason, until: held.until)
    }
    guard !wide.contains(key.ruleType) else { return }
    if before == nil, let first = firstSighting(key, flag, before: sighting) {
      mark.firstSnapshot = first.takenAt
      mark.countsFrom = first.countsFrom
    }
    var events = [LogEntry.Event.noticed]
    if isEnough(mark.countsFrom, sighting, flag) {
      mark.state = .marked
      mark.markedAt = input.asOf
      events.append(.marked)
    }
    outcome.confirmed.insert(key)
    outcome.changes.append(Change(mark: mark, events: events))
  }

  private mutating func restart(_ mark: Mark, _ flag: Observation.Flag, _ reason: String) {
    var old = mark
    end(&old, "began anew: \(reason)")
    begin(mark.key, flag, after: mark)
  }

  private mutating func end(_ mark: inout Mark, _ reason: String) {
    mark.state = .released
    mark.reason = reason
    mark.endedAt = input.asOf
    outcome.changes.append(Change(mark: mark, events: [.released]))
  }

  private mutating func keep(_ mark: inout Mark, _ reason: String, until: Int?) {
    mark.state = .kept
    mark.reason = reason
    mark.keptUntil = until
    outcome.changes.append(Change(mark: mark, events: [.kept]))
  }
}

extension LifeCycle {
  private func keep(of key: MarkKey, arn: String) -> Keep? {
    input.keeps.keep(
      type: key.type, account: key.account, region: key.region, id: key.id, arn: arn, at: input.asOf)
  }

  /// Why a resource is kept, and until when.
  private func hold(_ keep: Keep?, _ flag: Observation.Flag) -> (reason: String, until: Int?)? {
    if let keep { return (keep.text, keep.until) }
    return flag.keepTag.map { ("tag \($0)", nil) }
  }

  /// Whether two snapshots that flag a resource are far enough apart, and it is old enough.
  private func isEnough(
    _ first: Int, _ sighting: Observation.Sighting, _ flag: Observation.Flag
  ) -> Bool {
    guard let existsSince = flag.existsSince else { return false }
    return sighting.countsUntil - first >= Self.leastSpan && input.asOf - existsSince > Self.leastAge
  }

  /// The first whole snapshot of the unbroken run until `sighting` that flags a resource, as far back as
  /// is needed; nil where the one before does not.
  private func firstSighting(
    _ key: MarkKey, _ flag: Observation.Flag, before sighting: Observation.Sighting
  ) -> Observation.Sighting? {
    var first: Observation.Sighting?
    for observation in input.earlier.reversed() {
      if let ended = input.ended[key], observation.asOf <= ended.at { break }
      guard let seen = observation.sightings[key.place], !observation.open.contains(key),
        seen.takenAt < (first ?? sighting).takenAt
      else { continue }
      guard let then = observation.flags[key], flag.isSameResource(as: then), !then.isExcepted else { break }
      first = seen
      if sighting.countsUntil - seen.countsFrom >= Self.leastSpan { break }
    }
    return first
  }

  /// The whole snapshot, between a mark's first and tonight's, that does not flag its resource.
  private func interruption(of mark: Mark, until newest: Int) -> Int? {
    for observation in input.earlier {
      guard let seen = observation.sightings[mark.key.place], !observation.open.contains(mark.key),
        seen.takenAt > mark.firstSnapshot, seen.takenAt < newest
      else { continue }
      guard let flag = observation.flags[mark.key], !flag.isExcepted, mark.isOf(flag) else {
        return seen.takenAt
      }
    }
    return nil
  }
}

extension Mark {
  /// What a mark is bound to and has changed; nil where all is as it was.
  fileprivate func change(to flag: Observation.Flag, _ rule: MarkRule) -> String? {
    if ruleHash != rule.hash { return "the rule changed" }
    if parameters != rule.parameters { return "the rule's parameters changed" }
    if !isOf(flag) { return "it is another resource of the same name" }
    if owner.name != flag.owner.name { return "it has another owner" }
    if owner.address != flag.owner.address { return "its owner has another address" }
    if managedBy != nil && flag.managedBy == nil { return "nothing manages it any more" }
    return nil
  }

  fileprivate func isOf(_ flag: Observation.Flag) -> Bool {
    resource.arn == flag.arn && resource.createdAt == flag.createdAt
  }

  fileprivate mutating func update(_ flag: Observation.Flag, _ sighting: Observation.Sighting) {
    newestSnapshot = sighting.takenAt
    managedBy = flag.managedBy
    message = flag.message
    monthlyCost = flag.monthlyCost
    saving = flag.saving
    currency = flag.currency
  }
}

extension Observation.Flag {
  fileprivate func isSameResource(as other: Observation.Flag) -> Bool {
    arn == other.arn && createdAt == other.createdAt
  }
}

extension Keep {
  /// Who keeps it, until when and why.
  public var text: String {
    let end = until.map { "until \(Civil.dateText(days: floorDivide($0, 86_400)))" } ?? "always"
    return "kept \(end) by \(by)\(reason.map { ": \($0)" } ?? "")"
  }
}
