internal import Allocation
internal import Audit
internal import Billing
internal import Listings

extension Pages {
  static let findings = Resource.page(
    "/findings", "Findings",
    FindingFilter.parameters + [
      Parameter(
        "by", .oneOf(FindingsPage.keys.map(\.rawValue)), "What findings are added up by; rule without."),
      Parameter(
        "show", .oneOf(FindingsPage.View.allCases.map(\.rawValue)),
        "What is listed: findings, what is excepted, or what was not checked."),
      Pager.parameter,
    ] + TableOrder<FindingColumn>.parameters() + TableOrder<FindingSumColumn>.parameters(table: "sums"),
    template: "findings.html"
  ) { query, session in
    guard let time = try AuditRecord.lastAudit(in: session.ledger) else { return FindingsPage() }
    return try FindingsPage(query, session, auditedAt: time)
  }

  /// What the last audit found, added up and listed.
  struct FindingsPage: PageModel {
    enum View: String, CaseIterable {
      case findings, excepted
      case notChecked = "not-checked"
    }

    static let keys: [FindingSums.Key] = [.rule, .owner, .account, .severity]

    var notes: [String] = []
    var auditedAt: String?
    /// The same as people read it.
    var auditedOn: String?
    var facts: [Fact] = []
    var filters: FilterForm?
    var views: Tabs?
    var groups: Tabs?
    var sums: ListingTable?
    var list: ListingTable?
    var pager: Pager?

    /// The page of a ledger that was never audited.
    init() {}

    init(_ query: Query, _ session: Session, auditedAt time: Int) throws {
      auditedAt = Civil.timeText(seconds: time)
      auditedOn = auditedAt.flatMap(ShownTime.text)
      let settings = session.settings
      let filter = FindingFilter(query)
      let all = try FindingStore.standing(in: session.ledger)
      let wanted = all.filter(filter.holds)
      let findings = wanted.filter { $0.exception == nil }
      let excepted = wanted.filter { $0.exception != nil }
      let notChecked = try NotChecked.stored(in: session.ledger).filter(filter.holds)
      let view = query.text("show").flatMap(View.init) ?? .findings
      let key = query.text("by").flatMap(FindingSums.Key.init) ?? .rule
      let order = TableOrder<FindingColumn>(query)
      let sumOrder = TableOrder<FindingSumColumn>(query, table: "sums")
      let address = filter.address.with("by", key == .rule ? nil : key.rawValue).with(order).with(sumOrder)
      let here = address.with("show", view == .findings ? nil : view.rawValue)
      let offset = query.count("offset") ?? 0

      facts = Self.facts(findings, filter)
      filters = Self.filters(filter, all, settings, view, key, order.fields + sumOrder.fields)
      views = Tabs(
        "What is listed",
        [
          ("Findings (\(Pager.number(findings.count)))", address.text, view == .findings),
          (
            "Excepted (\(Pager.number(excepted.count)))", address.with("show", "excepted").text,
            view == .excepted
          ),
          (
            "Not checked (\(Pager.number(notChecked.count)))", address.with("show", "not-checked").text,
            view == .notChecked
          ),
          ("Zones", "/findings/zones", false),
        ])
      let shown = view == .excepted ? excepted : findings
      if view == .notChecked {
        var listing = NotCheckedNotes.listing(notChecked)
        let range = Pager.range(offset, of: listing.rows.count)
        listing.rows = listing.rows[range]
        list = ListingTable(listing, caption: "What was not checked") { row, column in
          column == 0
            ? PageAddress("/findings/rule", ["id": notChecked[range.lowerBound + row].rule]).text : nil
        }
        pager = Pager(count: notChecked.count, offset: offset, here.at("list"))
        return
      }
      groups = Tabs(
        "Added up by",
        Self.keys.map { other in
          let link = here.with("by", other == .rule ? nil : other.rawValue).at("sums").text
          return ("By \(other.rawValue)", link, other == key)
        })
      sums = FindingTables.sums(shown, by: key, sumOrder, here.at("sums"), settings)
      list = FindingTables.list(
        order.sorted(shown)[Pager.range(offset, of: shown.count)],
        caption: view == .excepted ? "Excepted" : "Findings", order, here.at("list"), settings,
        withExceptions: view == .excepted)
      pager = Pager(count: shown.count, offset: offset, here.at("list"))
    }

    /// How many findings there are of each severity, and what they cost a month, each resource once.
    private static func facts(_ findings: [Finding], _ filter: FindingFilter) -> [Fact] {
      Rule.Severity.allCases.reversed().map { severity in
        let these = findings.filter { $0.severity == severity }
        return Fact(
          name: severity.rawValue.prefix(1).uppercased() + severity.rawValue.dropFirst(),
          value: Pager.number(these.count), detail: FindingSums.costText(these),
          link: filter.address.with("severity", severity.rawValue).text)
      }
    }

    private static func filters(
      _ filter: FindingFilter, _ all: [Finding], _ settings: Settings, _ view: View, _ key: FindingSums.Key,
      _ order: [(name: String, value: String?)]
    ) -> FilterForm {
      var form = FilterForm("/findings")
      func values(_ of: (Finding) -> String) -> [String] { Set(all.map(of)).sorted() }
      form.addSelect("rule", "Rule", values(\.rule).map { ($0, $0) }, chosen: filter.rule)
      form.addSelect(
        "owner", "Owner", values { $0.owner?.name ?? FindingFilter.nobody }.map { ($0, $0) },
        chosen: filter.owner)
      form.addSelect(
        "account", "Account", values(\.account).map { ($0, settings.label(ofAccount: $0)) },
        chosen: filter.account)
      form.addSelect(
        "severity", "Severity", Rule.Severity.allCases.reversed().map { ($0.rawValue, $0.rawValue) },
        chosen: filter.severity)
      form.addSelect(
        "family", "Family", Rule.Family.allCases.map { ($0.rawValue, $0.rawValue) }, chosen: filter.family)
      if view != .findings { form.kept.append(.init(name: "show", label: "", value: view.rawValue)) }
      if key != .rule { form.kept.append(.init(name: "by", label: "", value: key.rawValue)) }
      for case (let name, let value?) in order {
        form.kept.append(.init(name: name, label: "", value: value))
      }
      if !filter.isEmpty { form.reset = "/findings" }
      return form
    }
  }
}
