internal import Allocation
internal import Billing

/// Reservations and savings plans: what they cost, what was used, what they saved, and which end soon.
struct CommitmentsSection: SectionBuilder {
  /// How far ahead an end is told, in days.
  static let horizon = 90

  func section(_ context: ReportContext) throws -> ReportSection? {
    // Without effective cost nothing tells used from unused, and without list prices nothing is saved.
    guard context.inputs.measures.isSuperset(of: [.effective, .list]) else { return nil }
    let use = try CommitmentUse(context.question(), rows: context.rows)
    let ending = endingTable(use, context)
    guard !use.lines.isEmpty || ending != nil else { return nil }
    let coverage = try CommitmentCoverage(context)
    var section = ReportSection(id: "commitments", title: "Reservations and savings plans")
    section.lead = lead(use, coverage)
    if !use.lines.isEmpty { section.tables.append(table(use, context)) }
    let users = try CommitmentUsers(context.question(), rows: context.rows)
    if users.share(use.lines) { section.tables.append(usersTable(users, context)) }
    if !coverage.lines.isEmpty {
      section.tables.append(coverageTable(coverage, context))
      section.tables.append(rateTable(use, coverage, context))
    }
    if let ending { section.tables.append(ending) }
    if context.inputs.inventory?.commitments == nil {
      section.notes = [
        "No snapshot tells of reservations and savings plans, so nothing is said of when they end."
      ]
    }
    return section
  }

  private func lead(_ use: CommitmentUse, _ coverage: CommitmentCoverage) -> String? {
    guard coverage.currencies.count == 1, let currency = coverage.currencies.first else { return nil }
    let total = coverage.total(currency)
    let unused = use.lines.map(\.unused).reduce(Amount.zero, +)
    guard let covered = total.committed.share(of: total.eligible),
      let rate = saved(use, coverage, currency).share(of: total.eligible)
    else { return nil }
    return "Commitments cover \(covered.asPercent) of what they could; the effective savings rate is "
      + "\(rate.asPercent). \(unused.formatted()) \(currency) was paid for and not used."
  }

  private func saved(_ use: CommitmentUse, _ coverage: CommitmentCoverage, _ currency: String) -> Amount {
    coverage.total(currency).eligible - coverage.paidOnDemand[currency] - coverage.paidCommitted[currency]
      - unused(use, currency)
  }

  private func unused(_ use: CommitmentUse, _ currency: String) -> Amount {
    use.lines.filter { $0.currency == currency }.map(\.unused).reduce(.zero, +)
  }

  // The commitments

  private func table(_ use: CommitmentUse, _ context: ReportContext) -> ReportTable {
    var table = ReportTable(
      id: "commitments", title: "What was paid and used",
      columns: [.name("commitment", "Commitment", detail: "kind")] + context.currencyColumn + [
        .figure("paid", "Paid"), .figure("amortised", "Amortised"), .figure("used", "Used"),
        .figure("unused", "Unused"), .figure("utilisation_percent", "Utilisation"),
        .figure("on_demand", "On demand"), .figure("saved", "Saved"),
        .figure("savings_percent", "Savings rate"), .key("account"),
      ],
      rows: use.lines.map { line in
        let payer = line.account.map { context.inputs.accountNames[$0] ?? $0 }
        let kind = Self.kind(line.commitment) + (payer.map { ", \($0)" } ?? "")
        return row(
          .text(line.commitment, name: Self.shortName(line.commitment), detail: kind), line, context)
      })
    table.totals = Set(use.lines.map(\.currency)).sorted().map { currency in
      var sum = CommitmentUse.Line(commitment: "Total", currency: currency)
      for line in use.lines where line.currency == currency {
        sum.paid += line.paid
        sum.used += line.used
        sum.unused += line.unused
        sum.onDemand += line.onDemand
      }
      return row(.text("Total"), sum, context)
    }
    table.coverage = .part
    table.commands = use.questions.map(CommandLineText.command)
    table.note =
      "Paid is billed; amortised is effective, used and unused. On demand is the covered use at list prices; saved is "
      + "what it is more than amortised."
    return table
  }

  private func row(_ name: Cell, _ line: CommitmentUse.Line, _ context: ReportContext) -> ReportTable.Row {
    ReportTable.Row(
      [name] + context.currencyCell(line.currency) + [
        .money(line.paid), .money(line.amortised), .money(line.used), .money(line.unused),
        .share(line.used.share(of: line.amortised)), .money(line.onDemand), .change(line.saved),
        .share(line.saved.share(of: line.onDemand)), .text(line.account ?? ""),
      ], currency: line.currency)
  }

  private func usersTable(_ users: CommitmentUsers, _ context: ReportContext) -> ReportTable {
    var table = ReportTable(
      id: "commitments-by-account", title: "Who used them",
      columns: [.name("commitment", "Commitment", detail: "kind"), .name("account", "Account")]
        + context.currencyColumn + [
          .figure("used", "Used"), .figure("on_demand", "On demand"), .figure("saved", "Saved"),
        ],
      rows: users.uses.map { one in
        ReportTable.Row(
          [
            .text(
              one.commitment, name: Self.shortName(one.commitment), detail: Self.kind(one.commitment)),
            context.label("account", one.account),
          ] + context.currencyCell(one.currency) + [
            .money(one.used), .money(one.onDemand), .change(one.onDemand - one.used),
          ], currency: one.currency, key: "\(one.commitment)/\(one.account ?? "")")
      })
    table.coverage = .part
    table.commands = users.questions.map(CommandLineText.command)
    return table
  }

  /// The last part of an ARN.
  private static func shortName(_ commitment: String) -> String {
    guard commitment.hasPrefix("arn:"), let slash = commitment.lastIndex(where: { $0 == "/" || $0 == ":" })
    else { return commitment }
    return String(commitment[commitment.index(after: slash)...])
  }

  static func kind(_ commitment: String) -> String {
    if commitment.contains(":savingsplan") { return "Savings plan" }
    let reserved = [":reserved-instances/", ":ri:", ":reserved-instance:", ":reserved"]
    return reserved.contains { commitment.contains($0) } ? "Reservation" : "Commitment"
  }

  // Coverage

  private func coverageTable(_ coverage: CommitmentCoverage, _ context: ReportContext) -> ReportTable {
    func row(_ names: [Cell], _ line: CommitmentCoverage.Line) -> ReportTable.Row {
      ReportTable.Row(
        names + context.currencyCell(line.currency) + [
          .money(line.committed), .money(line.onDemand), .money(line.eligible),
          .share(line.committed.share(of: line.eligible)),
        ], currency: line.currency, key: "\(line.service ?? "")/\(line.account ?? "")")
    }
    var table = ReportTable(
      id: "commitment-coverage", title: "What commitments could cover, and cover",
      columns: [.name("service", "Service"), .name("account", "Account")] + context.currencyColumn + [
        .figure("committed", "Covered"), .figure("on_demand", "On demand"),
        .figure("eligible", "Together, list"), .figure("coverage_percent", "Coverage"),
      ],
      rows: coverage.lines.map { row([.text($0.service), context.label("account", $0.account)], $0) })
    table.totals = coverage.currencies.map { row([.text("Total"), .text("")], coverage.total($0)) }
    table.coverage = .part
    table.commands = [CommandLineText.command(for: coverage.question)]
    table.note =
      "At list prices: hours of instances, databases, caches and search nodes, Fargate and Lambda, without spot."
    return table
  }

  /// From what the eligible usage costs on demand to what it cost.
  private func rateTable(
    _ use: CommitmentUse, _ coverage: CommitmentCoverage, _ context: ReportContext
  ) -> ReportTable {
    var table = ReportTable(
      id: "commitment-savings", title: "Effective savings rate",
      columns: [.name("part", "Part")] + context.currencyColumn
        + [.figure("amount", "Effective"), .figure("share_percent", "Of on demand")],
      rows: coverage.currencies.flatMap { currency in
        let whole = coverage.total(currency).eligible
        return [
          ("Paid on demand", coverage.paidOnDemand[currency]),
          ("Paid through commitments", coverage.paidCommitted[currency]),
          ("Commitments that nothing used", unused(use, currency)),
          ("Saved", saved(use, coverage, currency)),
        ].map { title, amount in
          ReportTable.Row(
            [.text(title)] + context.currencyCell(currency)
              + [.money(amount), .share(amount.share(of: whole))], currency: currency)
        }
      })
    table.totals = coverage.currencies.map { currency in
      let whole = coverage.total(currency).eligible
      return ReportTable.Row(
        [.text("On demand")] + context.currencyCell(currency)
          + [.money(whole), .share(whole.share(of: whole))], currency: currency)
    }
    table.coverage = .part
    table.commands = [CommandLineText.command(for: coverage.paidQuestion)]
    return table
  }

  // What ends

  private func endingTable(_ use: CommitmentUse, _ context: ReportContext) -> ReportTable? {
    guard let today = CivilDay(context.inputs.asOf) else { return nil }
    let ending = (context.inputs.inventory?.commitments ?? []).compactMap { commitment in
      commitment.endsAt.flatMap { CivilDay($0) }.map { (commitment: commitment, day: $0) }
    }.filter { $0.day >= today && $0.day.number - today.number <= Self.horizon }
      .sorted { ($0.day, $0.commitment.id) < ($1.day, $1.commitment.id) }
    guard !ending.isEmpty else { return nil }
    var table = ReportTable(
      id: "commitments-ending", title: "What ends within \(Self.horizon) days",
      columns: [
        .name("commitment", "Commitment", detail: "terms"),
        .name("account", "Account, region", detail: "region"),
        .name("ends_on", "Ends on"), .figure("days", "Days left"),
      ] + context.currencyColumn + [.figure("on_demand", "Its month on demand")],
      rows: ending.map { commitment, day in
        let line = use.lines.first { $0.commitment == commitment.arn ?? commitment.id }
        return ReportTable.Row(
          [
            .text(commitment.id, detail: commitment.terms),
            context.label("account", commitment.account, detail: commitment.region), .text(day.iso),
            .count(day.number - today.number),
          ] + context.currencyCell(line?.currency ?? "") + [.money(line?.onDemand)], currency: line?.currency)
      })
    table.coverage = .excerpt
    table.commands = Set(ending.map(\.commitment.type)).sorted().map {
      "tarsier inventory list \($0) --where state=active \(context.asOfOption)"
    }
    table.note = "Once it has ended, what it covers is paid on demand."
    return table
  }
}
