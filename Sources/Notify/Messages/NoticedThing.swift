public import Billing

/// One thing in the cloud that its owner is told of, with what will become of it.
public struct NoticedThing: Sendable, Equatable {
  public var rule: String
  public var ruleTitle: String
  /// What the rule says of it.
  public var why: String
  public var type: String
  public var account: String
  public var accountName: String?
  public var region: String
  public var id: String
  public var name: String?
  /// Nil where no bill knows it.
  public var monthlyCost: Amount?
  public var currency: String?
  /// What will be done, in words: `it is deleted, after a snapshot that is kept for 30 days`.
  public var action: String
  /// The day on which that happens at the earliest, in the calendar's time zone, such as `2026-11-27`; nil for what
  /// the owner is only told of.
  public var date: String?
  /// A day until which it may be kept, for the command.
  public var keepUntil: String
  /// Whether no further notice comes before it happens.
  public var isLast: Bool

  public init(
    rule: String, ruleTitle: String, why: String, type: String, account: String, accountName: String?,
    region: String, id: String, name: String?, monthlyCost: Amount?, currency: String?, action: String,
    date: String?, keepUntil: String, isLast: Bool
  ) {
    self.rule = rule
    self.ruleTitle = ruleTitle
    self.why = why
    self.type = type
    self.account = account
    self.accountName = accountName
    self.region = region
    self.id = id
    self.name = name
    self.monthlyCost = monthlyCost
    self.currency = currency
    self.action = action
    self.date = date
    self.keepUntil = keepUntil
    self.isLast = isLast
  }

  /// The command that keeps it, safe to be pasted into a shell whatever the names are.
  var keepCommand: String {
    "tarsier janitor keep \("\(account)/\(region)/\(type)/\(id)".plainName.shellWord) "
      + "--until \(keepUntil.plainName.shellWord) --reason 'why it is needed'"
  }

  var cost: String {
    monthlyCost.map { "\(money($0, currency)) a month" } ?? "no bill knows"
  }

  /// `222222222222 (development), eu-west-1`.
  var place: String {
    let named = accountName.map { "\(account) (\($0))" } ?? account
    return "\(named), \(region)".plainName
  }

  /// `ebs_volume vol-0abc "data"`.
  var thing: String {
    let named = name.flatMap { $0.isEmpty || $0 == id ? nil : " \"\($0)\"" } ?? ""
    return "\(type) \(id)\(named)".plainName
  }
}
