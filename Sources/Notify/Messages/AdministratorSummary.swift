public import Billing

/// What the administrators are told each day: what the janitor did, what it will do, and what went wrong.
public struct AdministratorSummary: Sendable, Equatable {
  /// One thing in a list, and what there is to say of it.
  public struct Line: Sendable, Equatable {
    public var what: String
    public var detail: String?
    public var monthlyCost: Amount?
    public var currency: String?

    public init(_ what: String, detail: String? = nil, monthlyCost: Amount? = nil, currency: String? = nil) {
      self.what = what
      self.detail = detail
      self.monthlyCost = monthlyCost
      self.currency = currency
    }
  }

  /// What goes away every month so far, in one currency, and what the safety snapshots cost meanwhile.
  public struct Saved: Sendable, Equatable {
    public var currency: String
    public var gone: Amount
    public var snapshots: Amount
    /// What the bills show that came since, safety snapshots taken off; nil where none has come.
    public var measured: Amount?

    public init(currency: String, gone: Amount, snapshots: Amount, measured: Amount? = nil) {
      self.currency = currency
      self.gone = gone
      self.snapshots = snapshots
      self.measured = measured
    }

    var net: Amount { gone - snapshots }
  }

  public var organization: String
  public var night: String
  public var marked: [Line] = []
  public var notified: [Line] = []
  public var due: [Line] = []
  public var cleaned: [Line] = []
  public var kept: [Line] = []
  public var failed: [Line] = []
  public var notChecked: [Line] = []
  public var alerts: [Line] = []
  /// Notices that could not be sent; what depends on them waits.
  public var notSent: [Line] = []
  public var saved: [Saved] = []
  /// Why the janitor is paused; nil where it is not.
  public var pause: String?

  public init(organization: String, night: String) {
    self.organization = organization
    self.night = night
  }

  public func message() throws -> Message {
    let page = Page(self)
    return Message(
      recipients: [], subject: page.subject, text: try Templates.render(page, with: "summary.txt"),
      html: try Templates.render(page, with: "summary.html"), json: try JSONText.of(Data(self)))
  }

  /// The lists with the words for them, what needs somebody first.
  private var lists: [(key: String, title: String, lines: [Line])] {
    [
      ("failed", "Failed", failed), ("not_sent", "Notices that could not be sent", notSent),
      ("alerts", "Alerts", alerts), ("cleaned", "Cleaned up", cleaned), ("due", "Due", due),
      ("notified", "Owners told", notified), ("marked", "Marked", marked), ("kept", "Kept", kept),
      ("not_checked", "Not checked", notChecked),
    ]
  }
}

extension AdministratorSummary {
  /// More than this nobody reads in a mail.
  private static let mostLines = 40

  /// What the templates name.
  private struct Page {
    let subject: String
    let head: String
    let pause: [String]
    let pauseText: String?
    let counts: [Count]
    let saved: [[String]]
    let savedTexts: [String]
    let sections: [Section]

    init(_ summary: AdministratorSummary) {
      let needy = summary.failed.count + summary.notSent.count
      let trouble = needy == 0 ? "" : ", \(needy) went wrong"
      let whose = summary.organization.isEmpty ? "" : "\(summary.organization.plainName): "
      let night = summary.night.plainName
      subject =
        "\(whose)janitor of \(night): \(summary.cleaned.count) cleaned up, \(summary.due.count) due\(trouble)"
      head = "The janitor's night of \(night)"
      pauseText = summary.pause.map { "The janitor is paused: \($0.plainName)" }
      pause = pauseText.map { TextLines.wrapped($0) } ?? []
      counts = summary.lists.map { Count(title: $0.title, count: $0.lines.count) }
      savedTexts =
        summary.saved.isEmpty
        ? ["Nothing was saved so far."]
        : summary.saved.map { saved in
          "Saved so far: \(money(saved.net, saved.currency)) a month "
            + "(\(money(saved.gone, saved.currency)), less \(money(saved.snapshots, saved.currency)) for safety "
            + "snapshots)."
            + (saved.measured.map {
              " The bills that came since show \(money($0, saved.currency)) less."
            } ?? "")
        }
      saved = savedTexts.map { TextLines.wrapped($0) }
      sections = summary.lists.filter { !$0.lines.isEmpty }.map { Section($0.title, $0.lines) }
    }
  }

  private struct Count {
    let title: String
    let count: Int
    let padded: String

    init(title: String, count: Int) {
      self.title = title
      self.count = count
      padded = title + ":" + String(repeating: " ", count: max(1, 32 - title.count)) + "\(count)"
    }
  }

  private struct Section {
    let title: String
    let underline: String
    let entries: [Entry]
    let more: String?

    init(_ title: String, _ lines: [Line]) {
      self.title = title
      underline = String(repeating: "-", count: title.count)
      entries = lines.prefix(AdministratorSummary.mostLines).map(Entry.init)
      let rest = lines.count - entries.count
      more = rest > 0 ? "and \(rest) more" : nil
    }
  }

  private struct Entry {
    let what: String
    let detail: String?
    let cost: String?
    let lines: [String]

    init(_ line: Line) {
      what = line.what.plainName
      detail = line.detail?.plainName
      cost = line.monthlyCost.map { "\(money($0, line.currency)) a month" }
      let all = [what, cost, detail].compactMap(\.self).joined(separator: "; ")
      lines = TextLines.wrapped(all, first: "- ", rest: "  ")
    }
  }

  /// What programs read.
  private struct Data: Encodable {
    let summary: AdministratorSummary

    init(_ summary: AdministratorSummary) { self.summary = summary }

    private struct Key: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    private struct Item: Encodable {
      var what: String
      var detail: String?
      var monthlyCost: String?
      var currency: String?

      enum CodingKeys: String, CodingKey {
        case what, detail
        case monthlyCost = "monthly_cost"
        case currency
      }
    }

    private struct Sum: Encodable {
      var currency: String
      var gone: String
      var snapshots: String
      var net: String
      var measured: String?
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode("summary", forKey: Key(stringValue: "kind"))
      try container.encode(summary.night, forKey: Key(stringValue: "night"))
      try container.encode(summary.organization, forKey: Key(stringValue: "organization"))
      try container.encode(summary.pause, forKey: Key(stringValue: "pause"))
      for list in summary.lists {
        let items = list.lines.map {
          Item(
            what: $0.what, detail: $0.detail, monthlyCost: $0.monthlyCost?.description, currency: $0.currency)
        }
        try container.encode(items, forKey: Key(stringValue: list.key))
      }
      let saved = summary.saved.map {
        Sum(
          currency: $0.currency, gone: $0.gone.description, snapshots: $0.snapshots.description,
          net: $0.net.description, measured: $0.measured?.description)
      }
      try container.encode(saved, forKey: Key(stringValue: "saved"))
    }
  }
}
