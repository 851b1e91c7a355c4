internal import Allocation
internal import Audit
internal import Billing
internal import Hummingbird
internal import Listings

extension Pages {
  static let rule = Resource.page(
    "/findings/rule", "Rule",
    [Parameter("id", .text, "The rule's id.", isRequired: true), Pager.parameter]
      + TableOrder<FindingColumn>.parameters(),
    template: "rule.html"
  ) { query, session in
    try RulePage(query.text("id") ?? "", TableOrder(query), offset: query.count("offset") ?? 0, session)
  }

  /// One rule: why it is there, how it decides, and what it flags.
  struct RulePage: PageModel {
    var title: String?
    var notes: [String] = []
    var facts: [Fact]
    var headline: String
    var rationale: String
    var parameters: [Parameter]
    var cleanup: String?
    var query: String
    var tables: [String]
    var examples: [Example]
    var references: [Reference]
    var auditedAt: String?
    var list: ListingTable?
    var pager: Pager?
    let hasParameters: Bool
    let hasTables: Bool
    let hasReferences: Bool

    struct Parameter {
      var name: String
      var value: String
    }

    struct Reference {
      var text: String
      /// Nil for what is no address.
      var link: String?
    }

    struct Example {
      var name: String
      /// The ids that it flags; nil for none.
      var flags: String?
    }

    init(_ id: String, _ order: TableOrder<FindingColumn>, offset: Int, _ session: Session) throws {
      let rule: Rule
      do {
        rule = try RuleLibrary.rule(
          id, folders: RuleLibrary.folders(beside: session.dashboard.config),
          settings: RuleSettings(session.settings))
      } catch let problem as Problem {
        throw HTTPError(.notFound, message: problem.description)
      }
      let all = try FindingStore.standing(in: session.ledger).filter { $0.rule == id }
      let findings = all.filter { $0.exception == nil }
      title = rule.id
      headline = rule.title
      rationale = rule.rationale
      parameters = rule.parameters.sorted { $0.key < $1.key }.map {
        Parameter(name: $0.key, value: $0.value.text)
      }
      cleanup = rule.cleanup.map { "\($0.action), \($0.text)" }
      query = rule.query
      tables = rule.costs.map(\.words)
      examples = rule.examples.map {
        Example(name: $0.name, flags: $0.flags.isEmpty ? nil : $0.flags.joined(separator: ", "))
      }
      references = rule.references.map {
        Reference(text: $0, link: $0.hasPrefix("https://") ? $0 : nil)
      }
      (hasParameters, hasTables, hasReferences) = (
        !parameters.isEmpty, !tables.isEmpty, !references.isEmpty
      )
      auditedAt = try AuditRecord.lastAudit(in: session.ledger).map { Civil.timeText(seconds: $0) }
      facts = [
        Fact(
          name: "Findings", value: Pager.number(findings.count), detail: FindingSums.costText(findings),
          link: PageAddress("/findings", ["rule": id]).text),
        Fact(
          name: "Excepted", value: Pager.number(all.count - findings.count),
          link: PageAddress("/findings", ["rule": id, "show": "excepted"]).text),
        Fact(
          name: "Severity", value: rule.severity.rawValue,
          link: PageAddress("/findings", ["severity": rule.severity.rawValue]).text),
        Fact(
          name: "Family", value: rule.family.rawValue,
          link: PageAddress("/findings", ["family": rule.family.rawValue]).text),
        Fact(name: "Flags", value: rule.resource),
      ]
      guard !findings.isEmpty else { return }
      let address = PageAddress("/findings/rule", ["id": id]).with(order).at("found")
      list = FindingTables.list(
        order.sorted(findings)[Pager.range(offset, of: findings.count)], caption: "Findings", order, address,
        session.settings)
      pager = Pager(count: findings.count, offset: offset, address)
    }
  }
}

extension Rule.Parameter {
  fileprivate var text: String {
    switch self {
    case .integer(let number): "\(number)"
    case .text(let text): text
    }
  }
}

extension RuleCostTable {
  /// What it reads of the bills.
  fileprivate var words: String {
    let columns = by.map { "\($0.column) (\($0.dimension))" }.joined(separator: ", ")
    let slices = per == "total" ? "" : ", per \(per)"
    let conditions = filters.isEmpty ? "" : ", where \(filters.joined(separator: ", "))"
    return "\(name): \(gives.joined(separator: ", ")) of \(days) days by \(columns)\(slices)\(conditions)"
  }
}
