/// Something that administrators should know at once.
public struct Alert: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// A budget is used up, or nearly.
    case budget
    /// A day's cost out of all proportion.
    case anomaly
    /// Bills or snapshots have stopped coming.
    case freshness
    /// A rule flags so much that it marks nothing.
    case wide
  }

  public var kind: Kind
  /// What tells the event from others.
  public var key: String
  /// In one line: `budget of team checkout: 96.2% of 1,200.00 USD used`.
  public var title: String
  /// What else there is to say.
  public var text: String
  /// The command that shows more.
  public var command: String?

  public init(kind: Kind, key: String, title: String, text: String, command: String? = nil) {
    self.kind = kind
    self.key = key
    self.title = title
    self.text = text
    self.command = command
  }
}

/// One message with all that is to be alerted of now.
public struct AlertNotice: Sendable, Equatable {
  public var organization: String
  public var night: String
  public var alerts: [Alert]

  public init(organization: String, night: String, alerts: [Alert]) {
    self.organization = organization
    self.night = night
    self.alerts = alerts
  }

  public func message() throws -> Message {
    let page = Page(self)
    return Message(
      recipients: [], subject: page.subject, text: try Templates.render(page, with: "alerts.txt"),
      html: try Templates.render(page, with: "alerts.html"), json: try JSONText.of(Data(self)))
  }

  /// What the templates name.
  private struct Page {
    let subject: String
    let entries: [Entry]
    let foot: [String]
    let footText: String

    init(_ notice: AlertNotice) {
      let whose = notice.organization.isEmpty ? "" : "\(notice.organization.plainName): "
      let others = notice.alerts.count - 1
      let first = notice.alerts.first?.title.plainName ?? ""
      subject = "\(whose)\(first)\(others > 0 ? ", and \(others) more" : "")"
      entries = notice.alerts.map(Entry.init)
      footText =
        "Sent by tarsier in the night of \(notice.night.plainName). Each of these is told once, and again "
        + "only when it gets worse."
      foot = TextLines.wrapped(footText)
    }
  }

  private struct Entry {
    let title: String
    let text: String
    let titleLines: [String]
    let lines: [String]
    let command: String?

    init(_ alert: Alert) {
      title = alert.title.plainName
      text = alert.text.plainName
      titleLines = TextLines.wrapped(title, first: "* ", rest: "  ")
      lines = text.isEmpty ? [] : TextLines.wrapped(text, first: "  ", rest: "  ")
      command = alert.command?.plainName
    }
  }

  /// What programs read.
  private struct Data: Encodable {
    private struct Item: Encodable {
      var kind: String
      var key: String
      var title: String
      var text: String
      var command: String?
    }

    private let kind = "alerts"
    private var night: String
    private var organization: String
    private var alerts: [Item]

    init(_ notice: AlertNotice) {
      night = notice.night
      organization = notice.organization
      alerts = notice.alerts.map {
        Item(kind: $0.kind.rawValue, key: $0.key, title: $0.title, text: $0.text, command: $0.command)
      }
    }
  }
}
