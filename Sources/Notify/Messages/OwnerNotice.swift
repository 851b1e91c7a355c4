internal import Billing

/// What one owner is told in one night: everything of theirs that will be cleaned up, and how to keep it.
public struct OwnerNotice: Sendable, Equatable {
  /// Empty where the settings name none.
  public var organization: String
  /// Whom it is for, as the owner was found.
  public var owner: String
  public var recipients: [String]
  /// Who else gets it, such as the escalation when it is the last notice.
  public var copies: [String]
  public var things: [NoticedThing]
  /// The day of the night, such as `2026-11-20`.
  public var night: String
  /// The zone of all days in it.
  public var timeZone: String

  /// The tag that keeps a thing.
  public static let tag = "tarsier:keep"

  public init(
    organization: String, owner: String, recipients: [String], copies: [String] = [], things: [NoticedThing],
    night: String, timeZone: String
  ) {
    self.organization = organization
    self.owner = owner
    self.recipients = recipients
    self.copies = copies
    self.things = things
    self.night = night
    self.timeZone = timeZone
  }

  public var isLast: Bool { things.contains(where: \.isLast) }

  public func message() throws -> Message {
    let page = Page(self)
    return Message(
      recipients: recipients, copies: copies, subject: page.subject,
      text: try Templates.render(page, with: "owner-notice.txt"),
      html: try Templates.render(page, with: "owner-notice.html"), json: try JSONText.of(Data(self)))
  }
}

extension OwnerNotice {
  /// What the templates name.
  private struct Page {
    let subject: String
    let greeting: String
    let lead: [String]
    let leadText: String
    let last: String?
    let things: [Thing]
    let sum: [String]
    let sumText: String
    let tag = OwnerNotice.tag
    let foot: [String]
    let footText: String

    init(_ notice: OwnerNotice) {
      let never = "9999"
      let things = notice.things.sorted {
        ($0.isLast ? 0 : 1, $0.date ?? never) < ($1.isLast ? 0 : 1, $1.date ?? never)
      }
      let dates = Set(things.compactMap(\.date)).sorted()
      let count = things.count
      let lastCount = things.count(where: \.isLast)
      let what = count == 1 ? "1 thing of yours" : "\(count) things of yours"
      let from = dates.first.map { dates.count == 1 ? "on \($0.plainName)" : "from \($0.plainName) on" }
      let fate = from.map { "will be cleaned up \($0)" } ?? "\(count == 1 ? "seems" : "seem") to be of no use"
      subject = "\(lastCount > 0 ? "Last notice: " : "")\(what) in the cloud \(fate)"
      greeting = "Hello \(notice.owner.plainName),"
      let whose = notice.organization.isEmpty ? "" : " of \(notice.organization.plainName)"
      leadText =
        "the nightly clean-up\(whose) has found \(what) in the cloud that nobody seems to need."
        + (dates.isEmpty
          ? "" : " What nobody keeps is cleaned up on the day that stands beside it, or later.")
      lead = TextLines.wrapped(leadText)
      last =
        lastCount == 0
        ? nil
        : lastCount == count
          ? "This is the last notice." : "For \(lastCount) of them this is the last notice."
      self.things = things.enumerated().map { Thing($1, number: $0 + 1, timeZone: notice.timeZone) }
      var sums = CurrencySums()
      for thing in things { if let cost = thing.monthlyCost { sums.add(cost, thing.currency) } }
      let unknown = things.count { $0.monthlyCost == nil }
      let priced = sums.isEmpty ? nil : "Together they cost \(sums.shown) a month."
      let unpriced =
        unknown == 0
        ? nil : "What \(unknown == count ? "they cost" : "\(unknown) of them cost") no bill knows."
      sumText = [priced, unpriced].compactMap(\.self).joined(separator: " ")
      sum = TextLines.wrapped(sumText)
      footText =
        "Sent by tarsier in the night of \(notice.night.plainName). 'tarsier janitor list' shows all that is "
        + "planned. Days are in the time zone \(notice.timeZone.plainName)."
      foot = TextLines.wrapped(footText)
    }
  }

  private struct Thing {
    let number: Int
    let title: String
    let titleLines: [String]
    let isLast: Bool
    let lines: [String]
    let facts: [Fact]
    let command: String

    init(_ thing: NoticedThing, number: Int, timeZone: String) {
      self.number = number
      title = thing.ruleTitle.plainName
      titleLines = TextLines.wrapped(title, first: "\(number). ", rest: "   ")
      isLast = thing.isLast
      facts = [
        Fact(name: "Why", value: thing.why.plainName), Fact(name: "What", value: thing.thing),
        Fact(name: "Where", value: thing.place), Fact(name: "Costs", value: thing.cost),
        Fact(
          name: "Then",
          value: thing.action.plainName + (thing.date.map { ", on \($0) (\(timeZone))".plainName } ?? "")),
      ]
      lines = facts.flatMap { fact in
        let name = fact.name + ":" + String(repeating: " ", count: 7 - fact.name.count)
        return TextLines.wrapped(fact.value, first: "   \(name)", rest: "           ")
      }
      command = thing.keepCommand
    }
  }

  struct Fact {
    let name: String
    let value: String
  }
}

extension OwnerNotice {
  /// What programs read.
  private struct Data: Encodable {
    let kind = "owner-notice"
    var night: String
    var timeZone: String
    var organization: String
    var owner: String
    var last: Bool
    var things: [Entry]
    var totals: [Total]
    var unpriced: Int

    init(_ notice: OwnerNotice) {
      night = notice.night
      timeZone = notice.timeZone
      organization = notice.organization
      owner = notice.owner
      last = notice.isLast
      things = notice.things.map(Entry.init)
      var sums = CurrencySums()
      for thing in notice.things { if let cost = thing.monthlyCost { sums.add(cost, thing.currency) } }
      totals = sums.all.map { Total(currency: $0.currency, monthlyCost: $0.amount.description) }
      unpriced = notice.things.count { $0.monthlyCost == nil }
    }

    enum CodingKeys: String, CodingKey {
      case kind, night
      case timeZone = "time_zone"
      case organization, owner, last, things, totals, unpriced
    }
  }

  private struct Total: Encodable {
    var currency: String
    var monthlyCost: String

    enum CodingKeys: String, CodingKey {
      case currency
      case monthlyCost = "monthly_cost"
    }
  }

  private struct Entry: Encodable {
    let thing: NoticedThing

    init(_ thing: NoticedThing) { self.thing = thing }

    enum CodingKeys: String, CodingKey {
      case rule
      case ruleTitle = "rule_title"
      case message
      case resourceType = "resource_type"
      case accountID = "account_id"
      case accountName = "account_name"
      case region
      case resourceID = "resource_id"
      case name
      case monthlyCost = "monthly_cost"
      case currency, action, date
      case keepCommand = "keep_command"
      case keepTag = "keep_tag"
      case last
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(thing.rule, forKey: .rule)
      try container.encode(thing.ruleTitle, forKey: .ruleTitle)
      try container.encode(thing.why, forKey: .message)
      try container.encode(thing.type, forKey: .resourceType)
      try container.encode(thing.account, forKey: .accountID)
      try container.encode(thing.accountName, forKey: .accountName)
      try container.encode(thing.region, forKey: .region)
      try container.encode(thing.id, forKey: .resourceID)
      try container.encode(thing.name, forKey: .name)
      try container.encode(thing.monthlyCost?.description, forKey: .monthlyCost)
      try container.encode(thing.currency, forKey: .currency)
      try container.encode(thing.action, forKey: .action)
      try container.encode(thing.date, forKey: .date)
      try container.encode(thing.keepCommand, forKey: .keepCommand)
      try container.encode(OwnerNotice.tag, forKey: .keepTag)
      try container.encode(thing.isLast, forKey: .last)
    }
  }
}
