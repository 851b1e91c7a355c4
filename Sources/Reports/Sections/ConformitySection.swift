internal import Allocation
internal import Audit
internal import Billing
internal import Charts

/// How well what exists keeps the rules: a score for each family and account, zones, and what was not checked.
struct ConformitySection: SectionBuilder {
  /// How many groups a picture shows; the table has all.
  static let longest = 24

  func section(_ context: ReportContext) throws -> ReportSection? {
    guard let conformity = try context.audit().conformity else { return nil }
    var section = ReportSection(id: "conformity", title: "Conformity")
    if !conformity.scores.isEmpty { section.tables.append(scores(conformity, context)) }
    section.lead = lead(conformity)
    if !conformity.balances.isEmpty {
      section.figures = [picture(conformity.balances, context)]
      section.tables.append(balances(conformity.balances, context))
    }
    if !conformity.notChecked.isEmpty { section.tables.append(notChecked(conformity.notChecked, context)) }
    return section.tables.isEmpty ? nil : section
  }

  private func lead(_ conformity: ReportConformity) -> String? {
    let all = ConformityScore.together(conformity.scores)
    guard let share = all.share else { return nil }
    let before = conformity.before.flatMap { ConformityScore.together($0).share }
    let change = before.map { " (\($0.asPercent) on \(conformity.beforeAsOf ?? "the day before"))" } ?? ""
    return "No rule flags \(share.asPercent) of what was checked\(change)."
  }

  private func scores(_ conformity: ReportConformity, _ context: ReportContext) -> ReportTable {
    let known = conformity.before.map { before in
      Dictionary(before.map { ([$0.family.rawValue, $0.account], $0) }) { first, _ in first }
    }
    func row(_ names: [Cell], _ score: ConformityScore, _ before: ConformityScore?, key: String)
      -> ReportTable.Row
    {
      ReportTable.Row(
        names + [.count(score.checked), .count(score.flagged), .share(score.share)]
          + (known == nil ? [] : [.share(before?.share)]), currency: nil, key: key)
    }
    var table = ReportTable(
      id: "conformity", title: "Score",
      columns: [
        .name("family", "Rules"), .name("account", "Account"), .figure("checked", "Resources checked"),
        .figure("flagged", "Flagged"), .figure("score_percent", "Score"),
      ] + (known == nil ? [] : [.figure("score_before_percent", "A month before")]),
      rows: conformity.scores.map { score in
        row(
          [.text(score.family.rawValue), context.label("account", score.account)], score,
          known?[[score.family.rawValue, score.account]], key: "\(score.family.rawValue)/\(score.account)")
      })
    table.coverage = .excerpt
    table.commands = ["tarsier audit --score \(context.asOfOption)"]
    if let day = conformity.beforeAsOf {
      table.commands.append("tarsier audit --score --as-of \(CommandLineText.shellWord(day))")
    }
    table.note =
      "The score is the share of the resources that a family’s rules look at, and could check, of which none of "
      + "these rules flags anything; what is excepted counts as not flagged."
      + (conformity.before == nil
        ? " No snapshot is a month older, so there is nothing to compare with." : "")
    return table
  }

  private func picture(_ balances: [ReportZoneBalance], _ context: ReportContext) -> Figure {
    let shown = balances.prefix(Self.longest)
    let more = balances.count - shown.count
    return Figure(
      title: "Instances by zone, in groups and behind balancers"
        + (more > 0 ? "; the \(Self.longest) largest of \(balances.count)" : ""),
      chart: ZoneGrid(
        lines: shown.map { balance in
          ZoneGrid.Line(
            title: balance.id, subtitle: "\(words(balance.type)), \(place(balance, context))",
            zones: balance.zones.map { (Self.shortZone($0.name, in: balance.region), $0.instances) })
        }))
  }

  private func balances(_ balances: [ReportZoneBalance], _ context: ReportContext) -> ReportTable {
    var table = ReportTable(
      id: "zone-balance", title: "Instances by zone",
      columns: [
        .name("resource", "Group or balancer", detail: "resource_type"),
        .name("account", "Account, region", detail: "region"), .name("zones", "Zones"),
        .figure("instances", "Instances"), .figure("most_percent", "Most in one zone"),
      ],
      rows: balances.map { balance in
        let most = balance.zones.map(\.instances).max() ?? 0
        return ReportTable.Row(
          [
            .text(balance.id, detail: balance.type),
            context.label("account", balance.account, detail: balance.region),
            .text(balance.zones.map { "\($0.name) \($0.instances)" }.joined(separator: ", ")),
            .count(balance.instances),
            .share(
              Amount(units: Int128(most), scale: 0).share(
                of: Amount(units: Int128(balance.instances), scale: 0))),
          ], currency: nil,
          key: [balance.type, balance.account, balance.region, balance.id].joined(separator: "/"))
      })
    table.coverage = .excerpt
    table.visibleRows = Self.longest
    table.isFolded = true
    table.commands = ["tarsier inventory zones \(context.asOfOption)"]
    return table
  }

  private func notChecked(_ all: [NotChecked], _ context: ReportContext) -> ReportTable {
    struct Key: Hashable {
      var account: String, region: String, reason: String
    }
    var order: [Key] = []
    var rules: [Key: Set<String>] = [:]
    for each in all {
      let reason = each.wasNeverLoaded ? "answers that were never loaded" : each.reason
      let key = Key(account: each.account, region: each.region, reason: reason)
      if rules[key] == nil { order.append(key) }
      rules[key, default: []].insert(each.rule)
    }
    var table = ReportTable(
      id: "not-checked", title: "What was not checked",
      columns: [
        .name("account", "Account, region", detail: "region"), .name("reason", "Because of"),
        .name("rules", "Rules"), .figure("count", "Number"),
      ],
      rows: order.map { key in
        let names = (rules[key] ?? []).sorted()
        let more = names.count > 3 ? " and \(names.count - 3) more" : ""
        return ReportTable.Row(
          [
            key.account.isEmpty
              ? .text("", name: "everywhere") : context.label("account", key.account, detail: key.region),
            .text(key.reason),
            .text(names.joined(separator: " "), name: names.prefix(3).joined(separator: ", ") + more),
            .count(names.count),
          ], currency: nil, key: [key.account, key.region, key.reason].joined(separator: "/"))
      })
    table.coverage = .excerpt
    table.visibleRows = Self.longest
    table.commands = ["tarsier audit --not-checked \(context.asOfOption)"]
    return table
  }

  private func words(_ type: String) -> String { type.replacing("_", with: " ") }

  private func place(_ balance: ReportZoneBalance, _ context: ReportContext) -> String {
    "\(context.inputs.accountNames[balance.account] ?? balance.account), \(balance.region)"
  }

  /// `us-east-1a` in us-east-1 as `1a`.
  private static func shortZone(_ zone: String, in region: String) -> String {
    guard zone.hasPrefix(region), zone.count > region.count, let last = region.last else { return zone }
    return "\(last)\(zone.dropFirst(region.count))"
  }
}
