/// What a night has to tell, one message to an address.
public struct PlannedNotice: Sendable, Equatable {
  public enum Kind: String, Sendable {
    /// The first word of a mark.
    case first
    /// The last one before its clean-up.
    case last
    /// Both in one, where retention leaves no time for two.
    case only

    var isFirst: Bool { self != .last }
    public var isLast: Bool { self != .first }
  }

  public struct Item: Sendable, Equatable {
    public var mark: Mark
    public var kind: Kind
    /// The first day on which the resource may be cleaned up; nil where it is only noticed.
    public var dueDay: Int?

    public init(mark: Mark, kind: Kind, dueDay: Int?) {
      self.mark = mark
      self.kind = kind
      self.dueDay = dueDay
    }
  }

  public var address: String
  public var items: [Item]

  public init(address: String, items: [Item]) {
    self.address = address
    self.items = items
  }

  /// Whether the escalation address gets a copy.
  public var isLast: Bool { items.contains { $0.kind.isLast } }
}

/// Decides which owners are told what tonight.
public struct NoticePlan: Sendable {
  public var notices: [PlannedNotice] = []
  /// Marks of which nobody can be told.
  public var untold: [Mark] = []

  /// - Parameters:
  ///   - marks: those that stand.
  ///   - confirmed: what tonight's snapshot flags.
  ///   - unsure: marks that a message of today may have told of already.
  public init(
    marks: [Mark], confirmed: Set<MarkKey>, unsure: Set<Int>, rules: [String: MarkRule],
    calendar: BusinessCalendar, noticeDays: Int, now: Int
  ) {
    var items: [String: [PlannedNotice.Item]] = [:]
    for mark in marks.sorted(by: { $0.key < $1.key }) where confirmed.contains(mark.key) {
      guard let rule = rules[mark.rule],
        let item = Self.item(mark, rule.retention(of: mark.owner), calendar, noticeDays, now)
      else { continue }
      guard let address = mark.owner.address else {
        untold.append(mark)
        continue
      }
      if unsure.contains(mark.id) { continue }
      items[address, default: []].append(item)
    }
    notices = items.sorted { $0.key < $1.key }.map { PlannedNotice(address: $0.key, items: $0.value) }
  }

  private static func item(
    _ mark: Mark, _ retention: Int, _ calendar: BusinessCalendar, _ noticeDays: Int, _ now: Int
  ) -> PlannedNotice.Item? {
    let today = calendar.day(at: now)
    let afterNotice = calendar.day(noticeDays, after: today)
    switch mark.state {
    case .marked:
      if mark.managedBy != nil { return PlannedNotice.Item(mark: mark, kind: .first, dueDay: nil) }
      let dueDay = max(calendar.dueDay(noticedAt: now, retention: retention), afterNotice)
      return PlannedNotice.Item(
        mark: mark, kind: retention <= noticeDays ? .only : .first, dueDay: dueDay)
    case .notified, .due:
      guard mark.managedBy == nil, mark.lastNotice == nil, let dueDay = mark.dueDay, afterNotice >= dueDay
      else { return nil }
      return PlannedNotice.Item(mark: mark, kind: .last, dueDay: max(dueDay, afterNotice))
    case .noticed, .cleaned, .kept, .released: return nil
    }
  }
}
