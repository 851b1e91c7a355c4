public import Billing
public import Ledger

/// What administrators want to know of the last night, and of all before it.
public struct JanitorSummary: Sendable {
  public enum Section: String, Sendable, CaseIterable {
    case failed
    /// A check just before an action said no.
    case refused
    case notSent = "not sent"
    case alert
    case cleaned, due, notified, marked, noticed, kept, released
    case notChecked = "not checked"
  }

  public struct Line: Sendable, Equatable {
    public var section: Section
    public var rule: String?
    public var resource: MarkedResource?
    public var owner: String?
    public var dueDay: Int?
    public var monthlyCost: Amount?
    public var currency: String?
    public var detail: String?
  }

  /// When the last night was, by its as-of; nil where there was none.
  public private(set) var night: Int?
  public private(set) var hasEnded = false
  /// What needs somebody first.
  public private(set) var lines: [Line] = []
  /// What goes away every month thanks to all clean-ups so far, by currency.
  public private(set) var saved: [(amount: Amount, currency: String)] = []
  public private(set) var pause: String?

  public init(_ ledger: Ledger) throws {
    pause = try KeepStore(ledger).pauseReason()
    let entries = try JanitorLog(ledger).entries()
    let begin = entries.lastIndex { $0.event == .nightBegan }
    let isRehearsal = begin.map { entries[$0].isOfRehearsal } ?? false
    // What a rehearsal took away goes on costing what it did.
    saved = Self.savings(entries.filter { isRehearsal || !$0.isOfRehearsal })
    guard let start = begin else { return }
    night = entries[start].at
    let ofTonight = entries[start...]
    hasEnded = ofTonight.contains { $0.event == .nightEnded }
    let marks = try MarkStore.all(in: ledger).filter { $0.isRehearsal == isRehearsal && $0.isStanding }
    lines = ofTonight.compactMap(Self.line)
    lines += try NoticeStore(ledger, isRehearsal: isRehearsal).unsent().map { unsent in
      Line(section: .notSent, owner: unsent.address, detail: unsent.reason)
    }
    let shown = Set(ofTonight.compactMap { $0.event == .due ? $0.mark : nil })
    lines += marks.filter { $0.state == .due && !shown.contains($0.id) }.map { Self.line(.due, $0) }
    lines += marks.filter { $0.state == .kept }.map { Self.line(.kept, $0) }
    if let unchecked = ofTonight.last(where: { $0.event == .nightEnded })?.detail["unchecked"],
      unchecked != "0"
    {
      lines.append(Line(section: .notChecked, detail: "\(unchecked) rules in some account and region"))
    }
    let order = Section.allCases
    lines = lines.enumerated().sorted { a, b in
      let (x, y) = (order.firstIndex(of: a.element.section), order.firstIndex(of: b.element.section))
      return (x ?? 0, a.offset) < (y ?? 0, b.offset)
    }.map(\.element)
  }

  /// What an action saved counts until somebody took it back.
  private static func savings(_ entries: [LogEntry]) -> [(amount: Amount, currency: String)] {
    var sums: [String: Amount] = [:]
    let undone = Set(entries.filter { $0.event == .undone }.compactMap(\.answers))
    for entry in entries where entry.event == .done && entry.mark != nil {
      if undone.contains(entry.sequence) || entry.answers.map(undone.contains) ?? false { continue }
      guard let saving = entry.detail["saving"].flatMap({ Amount($0) }) else { continue }
      sums[entry.detail["currency"] ?? "", default: .zero] += saving
    }
    return sums.sorted { $0.key < $1.key }.map { ($0.value, $0.key) }
  }

  private static func line(_ entry: LogEntry) -> Line? {
    let section: Section? =
      switch entry.event {
      case .failed, .unsure: .failed
      case .refused: .refused
      case .alerted: .alert
      case .done: entry.mark == nil ? nil : .cleaned
      case .due: .due
      case .notified: .notified
      case .marked: .marked
      case .noticed: .noticed
      case .released: .released
      case .nightBegan, .nightEnded, .noticeFailed, .kept, .paused, .resumed, .intent, .undone: nil
      }
    guard let section else { return nil }
    return Line(
      section: section, rule: entry.rule, resource: entry.resource, owner: entry.detail["owner"],
      monthlyCost: entry.detail["monthly_cost"].flatMap { Amount($0) }, currency: entry.detail["currency"],
      detail: entry.detail["reason"] ?? entry.detail["message"])
  }

  private static func line(_ section: Section, _ mark: Mark) -> Line {
    Line(
      section: section, rule: mark.rule, resource: mark.resource, owner: mark.owner.name,
      dueDay: mark.dueDay, monthlyCost: mark.monthlyCost, currency: mark.currency,
      detail: mark.reason ?? mark.message)
  }
}

extension LogEntry {
  fileprivate var isOfRehearsal: Bool { detail["rehearsal"] != nil }
}
