public import Billing

/// What the rules say of the inventory at one moment, and on which snapshots that rests.
public struct Observation: Sendable {
  /// The answers behind a rule's judgement of one account and region.
  public struct Sighting: Sendable, Equatable {
    /// When the oldest of them was taken: what names the snapshot.
    public var takenAt: Int
    /// From when on the newest of them counts: the later of its stamp and the time when it was written.
    public var countsFrom: Int
    /// From when on the oldest of them counts.
    public var countsUntil: Int

    public init(takenAt: Int, countsFrom: Int, countsUntil: Int) {
      self.takenAt = takenAt
      self.countsFrom = countsFrom
      self.countsUntil = countsUntil
    }
  }

  /// One resource that a rule flags.
  public struct Flag: Sendable, Equatable {
    public var arn: String
    public var createdAt: String?
    /// When it was made, or else first seen, in seconds since 1970.
    public var existsSince: Int?
    public var owner: MarkOwner
    public var managedBy: String?
    public var message: String
    public var monthlyCost: Amount?
    public var saving: Amount?
    public var currency: String?
    /// The tag that keeps it, such as `tarsier:keep`.
    public var keepTag: String?
    /// Why it is no finding though the rule flags it.
    public var exception: String?

    public init(
      arn: String, createdAt: String?, existsSince: Int?, owner: MarkOwner, managedBy: String? = nil,
      message: String = "", monthlyCost: Amount? = nil, saving: Amount? = nil, currency: String? = nil,
      keepTag: String? = nil, exception: String? = nil
    ) {
      self.arn = arn
      self.createdAt = createdAt
      self.existsSince = existsSince
      self.owner = owner
      self.managedBy = managedBy
      self.message = message
      self.monthlyCost = monthlyCost
      self.saving = saving
      self.currency = currency
      self.keepTag = keepTag
      self.exception = exception
    }

    /// Whether the settings or a tag take it out of what the rule flags, but for tags that keep it.
    var isExcepted: Bool { exception != nil && keepTag == nil }
  }

  public var asOf: Int
  /// Where each rule was checked on answers that all came whole.
  public var sightings: [RulePlace: Sighting]
  /// What a rule could not judge.
  public var open: Set<MarkKey>
  public var flags: [MarkKey: Flag]
  /// How many resources there are of a type where a rule was checked.
  public var totals: [RuleType: Int]
  /// Rules that were not checked wherever they could have been, so that their totals say little.
  public var partial: Set<String>
  /// Rules that were not checked somewhere, or could not judge something: what to say of it.
  public var unchecked: Int

  public init(
    asOf: Int, sightings: [RulePlace: Sighting] = [:], open: Set<MarkKey> = [],
    flags: [MarkKey: Flag] = [:], totals: [RuleType: Int] = [:], partial: Set<String> = [],
    unchecked: Int = 0
  ) {
    self.asOf = asOf
    self.sightings = sightings
    self.open = open
    self.flags = flags
    self.totals = totals
    self.partial = partial
    self.unchecked = unchecked
  }

  /// How many resources of a type each rule flags where it was checked, excepted ones with them.
  func flagged() -> [RuleType: Int] {
    var counts: [RuleType: Int] = [:]
    for key in flags.keys where sightings[key.place] != nil { counts[key.ruleType, default: 0] += 1 }
    return counts
  }
}
