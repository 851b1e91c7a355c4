public import Allocation
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
  /// What all clean-ups so far saved.
  public private(set) var savings: JanitorSavings
  public private(set) var pause: String?

  /// - Parameter engine: of the ledger's bills, which show what was saved.
  public init(_ ledger: Ledger, _ engine: CostEngine) throws {
    pause = try KeepStore(ledger).pauseReason()
    let log = JanitorLog(ledger)
    let begin = try log.last(.nightBegan)
    let isRehearsal = begin?.isRehearsal ?? false
    // What a rehearsal took away goes on costing what it did.
    savings = try JanitorSavings(ledger: ledger, engine: engine, withRehearsals: isRehearsal)
    guard let begin else { return }
    night = begin.at
    let ofTonight = try log.entries(after: begin.sequence - 1)
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
