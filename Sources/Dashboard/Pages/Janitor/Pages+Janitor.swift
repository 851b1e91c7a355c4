internal import Allocation
internal import Billing
internal import Janitor
internal import Listings

extension Pages {
  static let janitor = Resource.page(
    "/janitor", "Janitor",
    [
      Parameter("month", .month, "The month of the calendar; this one without."),
      Parameter("day", .time, "Only what is due on this day."),
      Parameter("state", .oneOf(JanitorPage.states.map(\.rawValue)), "Only marks in this state."),
      Parameter("kept", .text, "ACCOUNT/REGION/TYPE/ID that was just kept, to say so."), Pager.parameter,
    ], template: "janitor.html"
  ) { query, session in try JanitorPage(query, session) }

  /// What is marked, what is due when, what is kept, and what the last night did.
  struct JanitorPage: PageModel {
    static let states: [Mark.State] = [.noticed, .marked, .notified, .due, .kept]

    var notes: [String] = []
    /// What was just kept, as a sentence.
    var message: String?
    var pause: String?
    /// Whether no night ever ran here.
    var isEmpty: Bool
    /// Whether what is shown comes from nights with --as-of.
    var isRehearsal: Bool
    var facts: [Fact]
    var calendar: DueCalendar
    var day: String?
    var address: String
    var marks: ListingTable?
    var pager: Pager?
    var keeps: ListingTable?
    var log: ListingTable?
    var logHead: String?

    init(_ query: Query, _ session: Session) throws {
      let (ledger, asOf) = (session.ledger, session.asOf)
      let log = JanitorLog(ledger)
      let began = try log.last(.nightBegan)
      let inEarnest = try MarkStore(ledger, isRehearsal: false).standing()
      // Nights with --as-of are for trying out; where there are no others, they are what there is to see.
      isRehearsal = inEarnest.isEmpty && began?.isRehearsal == true
      let all = isRehearsal ? try MarkStore(ledger, isRehearsal: true).standing() : inEarnest
      let state = query.text("state")
      let today = try BusinessCalendar(session.settings.janitor.calendar).day(at: asOf.lastSecond)
      let month = query.text("month") ?? String(Civil.dateText(days: today).prefix(7))
      let day = query.text("day").map { String($0.prefix(10)) }
      self.day = day
      let here = PageAddress("/janitor", ["state": state])
      address = here.text
      isEmpty = began == nil && all.isEmpty
      pause = try KeepStore(ledger).pauseReason()

      let ofState = all.filter { state == nil || $0.state.rawValue == state }
      let shown = ofState.filter { mark in
        day.map { day in mark.dueDay.map { Civil.dateText(days: $0) } == day } ?? true
      }.sorted { ($0.dueDay ?? .max, $0.resource.id) < ($1.dueDay ?? .max, $1.resource.id) }
      facts = Self.facts(all, today: today)
      calendar = DueCalendar(
        month: month, dueDays: ofState.compactMap(\.dueDay), today: today,
        calendar: session.settings.janitor.calendar, here)
      let offset = query.count("offset") ?? 0
      if !shown.isEmpty {
        marks = Self.table(shown[Pager.range(offset, of: shown.count)], session.settings, day: day)
        pager = Pager(
          count: shown.count, offset: offset,
          here.with("month", query.text("month")).with("day", query.text("day")))
      }
      let standing = try KeepStore(ledger).all().filter { $0.holds(at: asOf.lastSecond) }
      keeps = standing.isEmpty ? nil : Self.table(standing, session.settings)
      message = query.text("kept").flatMap { name in
        standing.last { "\($0.account)/\($0.region)/\($0.type)/\($0.resource)" == name }
          .map { "\($0.resource) is \($0.text)." }
      }
      if let began { (self.log, logHead) = try Self.night(began, log) }
    }

    private static func facts(_ marks: [Mark], today: Int) -> [Fact] {
      let late = marks.count {
        $0.managedBy == nil && $0.state != .kept && $0.dueDay.map { $0 <= today } ?? false
      }
      return states.map { state in
        Fact(
          name: state.rawValue.prefix(1).uppercased() + state.rawValue.dropFirst(),
          value: Pager.number(marks.count { $0.state == state }),
          link: PageAddress("/janitor", ["state": state.rawValue]).text)
      } + [Fact(name: "Due by today", value: Pager.number(late))]
    }

    private static func table(_ marks: ArraySlice<Mark>, _ settings: Settings, day: String?) -> ListingTable {
      let marks = Array(marks)
      var listing = Listing([
        .init("due_on", heading: "Due"), .init("state"), .init("resource_id", heading: "Resource"),
        .init("keep"), .init("rule"), .init("action"), .init("owner"),
        .init("monthly_cost", .money(decimals: 2)), .init("currency"),
        .init("account_id", heading: "Account"), .init("region"),
      ])
      let reasons = marks.map { mark in mark.managedBy.map { "managed by \($0)" } ?? mark.reason }
      let hasReasons = reasons.contains { $0 != nil }
      if hasReasons { listing.columns.append(.init("reason")) }
      listing.rows = Listing.Rows(Array(zip(marks, reasons))) { mark, reason in
        let cells: [Listing.Cell] = [
          .init(mark.dueDay.map { Civil.dateText(days: $0) }), .text(mark.state.rawValue),
          .text(mark.resource.id), .text("Keep…"), .text(mark.rule), .text(mark.action),
          .init(mark.owner.name), .init(mark.monthlyCost), .init(mark.currency),
          .text(settings.label(ofAccount: mark.resource.account)), .text(mark.resource.region),
        ]
        return hasReasons ? cells + [.init(reason)] : cells
      }
      return ListingTable(listing, caption: day.map { "Due on \($0)" } ?? "Marks, the first due first") {
        row, column in
        let resource = marks[row].resource
        switch column {
        case 2:
          return ResourceLink.text(
            type: resource.type, account: resource.account, region: resource.region, id: resource.id)
        case 4: return PageAddress("/findings/rule", ["id": marks[row].rule]).text
        case 3:
          return PageAddress(
            "/janitor/keep",
            ["id": "\(resource.account)/\(resource.region)/\(resource.type)/\(resource.id)"]
          ).text
        default: return nil
        }
      }
    }

    private static func table(_ keeps: [Keep], _ settings: Settings) -> ListingTable {
      var listing = Listing([
        .init("until", heading: "Kept until"), .init("resource_id", heading: "Resource"),
        .init("resource_type", heading: "Type"), .init("account_id", heading: "Account"), .init("region"),
        .init("by"), .init("reason"),
      ])
      let sorted = keeps.sorted { ($0.until ?? .max, $0.id) < ($1.until ?? .max, $1.id) }
      listing.rows = Listing.Rows(sorted) { keep in
        [
          .text(keep.until.map { Civil.dateText(days: floorDivide($0, 86_400)) } ?? "for good"),
          .text(keep.resource), .text(keep.type), .text(settings.label(ofAccount: keep.account)),
          .text(keep.region), .text(keep.by), .init(keep.reason),
        ]
      }
      return ListingTable(listing, caption: "What people keep") { row, column in
        let keep = sorted[row]
        return column == 1
          ? ResourceLink.text(
            type: keep.type, account: keep.account, region: keep.region, id: keep.resource) : nil
      }
    }

    /// More lines of a night than these are for `tarsier janitor log`.
    private static let longestLog = 200

    /// What the newest night wrote, and how much of it is shown.
    private static func night(_ began: LogEntry, _ log: JanitorLog) throws -> (ListingTable, String) {
      let entries = try log.entries(after: began.sequence - 1)
      var listing = Listing([
        .init("at"), .init("event"), .init("by"), .init("rule"), .init("resource_id", heading: "Resource"),
        .init("account_id", heading: "Account"), .init("reason"),
      ])
      listing.rows = Listing.Rows(Array(entries.prefix(longestLog))) { entry in
        [
          .text(Civil.timeText(seconds: entry.at)), .text(entry.event.rawValue), .text(entry.by),
          .init(entry.rule), .init(entry.resource?.id), .init(entry.resource?.account),
          .init(entry.detail["reason"] ?? entry.detail["message"]),
        ]
      }
      let table = ListingTable(listing, caption: "The janitor's log since then") { row, column in
        let entry = entries[row]
        switch column {
        case 3: return entry.rule.map { PageAddress("/findings/rule", ["id": $0]).text }
        case 4:
          return entry.resource.flatMap {
            ResourceLink.text(type: $0.type, account: $0.account, region: $0.region, id: $0.id)
          }
        default: return nil
        }
      }
      let written = Civil.timeText(seconds: began.at)
      let at = ShownTime.text(written) ?? written
      let kind = began.isRehearsal ? "rehearsed night" : "night"
      let more =
        entries.count > longestLog
        ? "; the first \(longestLog) of \(Pager.number(entries.count)) lines, tarsier janitor log has all"
        : ""
      return (table, "The last \(kind) began on \(at)\(more).")
    }
  }
}
