/// What `janitor:` says in the settings.
public struct JanitorSettings: Sendable {
  /// A word of a list and where it stands.
  public struct Named: Sendable, Equatable {
    public var name: String
    public var place: String
  }

  /// The accounts in which `--unleash` may act.
  public var accounts: [String] = []
  /// The actions that it may carry out.
  public var actions: [Named] = []
  /// Where an owner is looked for, in order; nil for the usual order.
  public var ownerOrder: [String]?
  /// The name or address of whoever is told what has no other owner.
  public var defaultOwner: Named?
  /// What makes an address of an owner's name: `example.com`.
  public var ownerDomain: String?
  /// The addresses of owners by name, in lower case.
  public var ownerAddresses: [String: String] = [:]
  /// Who gets a copy of every last notice.
  public var escalation: String?
  public var calendar = CalendarSettings()
  /// How many business days before its clean-up a resource's owner is told again.
  public var noticeDays = 2
  /// The most actions of a night for each rule and account.
  public var maxActions = 50
  /// The rules that may flag more than half of a type.
  public var allowWide: [Named] = []
  /// What is stopped and started by the clock.
  public var availability: [Settings.Availability] = []

  public init() {}
}

/// Which days are business days.
public struct CalendarSettings: Sendable, Equatable {
  public var timeZone = "UTC"
  /// In days since 1970.
  public var holidays: Set<Int> = []
  /// The spans in which nothing is cleaned up, in days since 1970.
  public var freezes: [ClosedRange<Int>] = []

  public init() {}

  /// Whether something may be cleaned up on a day: not on a weekend, a holiday or in a freeze.
  public func isOpen(_ day: Int) -> Bool {
    // 1970-01-01 was a Thursday.
    let weekday = ((day + 3) % 7 + 7) % 7
    return weekday < 5 && !holidays.contains(day) && !freezes.contains { $0.contains(day) }
  }
}
