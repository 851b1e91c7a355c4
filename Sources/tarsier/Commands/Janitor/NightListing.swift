internal import Listings
internal import Billing
internal import Cleanup
internal import Janitor

/// What a night did, and what it would do, as a listing.
struct NightListing {
  private struct Line {
    var event: String
    var mark: Mark
    var detail: String?
  }

  private var lines: [Line] = []
  private var notes: [String] = []

  init(_ report: NightReport, _ outcomes: [CleanupOutcome], unleashed: Bool) {
    var byID: [Int: Mark] = [:]
    for change in report.changes {
      byID[change.mark.id] = change.mark
      for event in change.events where event != .due {
        lines.append(Line(event: event.rawValue, mark: change.mark, detail: Self.detail(event, change.mark)))
      }
    }
    for (notice, delivery) in report.notices {
      for item in notice.items { lines.append(Self.line(notice, item, delivery)) }
    }
    lines += report.untold.map {
      Line(event: "not told", mark: $0, detail: "nobody has an address; set janitor.default_owner")
    }
    let states = Dictionary(outcomes.map { ($0.action.mark, $0) }) { first, _ in first }
    for action in report.due {
      lines.append(Self.line(action, states[action.mark]))
    }
    lines += report.held.map {
      Line(event: "held", mark: $0.mark, detail: "would \($0.mark.action); \($0.reason)")
    }
    addNotes(report, unleashed: unleashed)
  }

  private static func detail(_ event: LogEntry.Event, _ mark: Mark) -> String? {
    switch event {
    case .kept, .released: mark.reason
    default: mark.managedBy.map { "\(mark.message); \($0) manages it, so it is only told" } ?? mark.message
    }
  }

  private static func line(
    _ notice: PlannedNotice, _ item: PlannedNotice.Item, _ delivery: NoticeDelivery?
  ) -> Line {
    var mark = item.mark
    mark.dueDay = item.dueDay
    let words = "\(item.kind.isLast ? "last notice" : "notice") to \(notice.address)"
    return switch delivery {
    case nil: Line(event: "to tell", mark: mark, detail: "would send the \(words)")
    case .handedOver: Line(event: "notified", mark: mark, detail: words)
    case .failed(let reason): Line(event: "not told", mark: mark, detail: "\(words): \(reason)")
    case .unsure(let reason): Line(event: "unsure", mark: mark, detail: "\(words): \(reason)")
    }
  }

  private static func line(_ action: DueAction, _ outcome: CleanupOutcome?) -> Line {
    let mark = Mark(action)
    return switch outcome?.state {
    case nil: Line(event: "due", mark: mark, detail: "would \(action.action)")
    case .cleaned(let undo):
      Line(
        event: "cleaned", mark: mark, detail: undo.map { "\(action.action); undo: \($0)" } ?? action.action)
    case .refused(let reason): Line(event: "refused", mark: mark, detail: reason)
    case .notTonight(let reason): Line(event: "not tonight", mark: mark, detail: reason)
    case .failed(let reason): Line(event: "failed", mark: mark, detail: reason)
    case .unsure(let reason): Line(event: "unsure", mark: mark, detail: reason)
    }
  }

  private mutating func addNotes(_ report: NightReport, unleashed: Bool) {
    notes += report.alerts.map(\.text)
    if let pause = report.pause { notes.append("the janitor is paused: \(pause); nothing is cleaned up") }
    notes += report.unsent.map { unsent in
      let when = Civil.timeText(seconds: unsent.at)
      let marks = unsent.marks == 1 ? "1 clean-up waits" : "\(unsent.marks) clean-ups wait"
      return unsent.state == "unsure"
        ? "a message to \(unsent.address) of \(when) may have arrived or not; \(marks) for the next one"
        : "a message to \(unsent.address) of \(when) could not be sent: \(unsent.reason); \(marks) for it"
    }
    if report.unchecked > 0 {
      let rules = report.unchecked == 1 ? "1 rule" : "\(report.unchecked) rules"
      notes.append("\(rules) could not be checked somewhere tonight; marks there stay as they are")
    }
    if !unleashed && !report.due.isEmpty {
      let count = report.due.count == 1 ? "1 clean-up is" : "\(report.due.count) clean-ups are"
      notes.append("\(count) due\(Self.savings(report.due)); --unleash carries them out")
    }
  }

  private static func savings(_ due: [DueAction]) -> String {
    var sums: [String: Amount] = [:]
    for action in due {
      if let saving = action.saving { sums[action.currency ?? "", default: .zero] += saving }
    }
    let texts = sums.sorted { $0.key < $1.key }.map { "\($0.value.formatted()) \($0.key) a month" }
    return texts.isEmpty ? "" : ", which would save \(texts.joined(separator: " and "))"
  }

  var listing: Listing {
    var listing = Listing([
      .init("event"), .init("rule", detail: 3), .init("action", detail: 5),
      .init("resource_type", heading: "Type", detail: 6), .init("resource_id", heading: "Resource"),
      .init("account_id", heading: "Account", detail: 4), .init("region", detail: 4),
      .init("owner", detail: 2), .init("due_on", heading: "Due", detail: 1),
      .init("monthly_cost", .money(decimals: 2)), .init("saving", .money(decimals: 2), detail: 1),
      .init("currency", detail: 1), .init("detail"),
    ])
    listing.rows = Listing.Rows(lines) { line in
      let mark = line.mark
      return [
        .text(line.event), .text(mark.rule), .text(mark.action), .text(mark.resource.type),
        .text(mark.resource.id), .text(mark.resource.account), .text(mark.resource.region),
        .init(mark.owner.name), .init(mark.dueDay.map { Civil.dateText(days: $0) }),
        .init(mark.monthlyCost), .init(mark.saving), .init(mark.currency), .init(line.detail),
      ]
    }
    listing.notes = notes
    return listing
  }
}

extension Mark {
  /// What a due action says of its mark.
  fileprivate init(_ action: DueAction) {
    self.init(
      isRehearsal: false, rule: action.rule, ruleHash: action.ruleHash, parameters: action.parameters,
      action: action.action, resource: action.resource,
      owner: MarkOwner(name: action.owner, foundBy: nil, address: nil, addressFrom: nil),
      message: action.message, monthlyCost: action.monthlyCost, saving: action.saving,
      currency: action.currency, state: .due)
  }
}
