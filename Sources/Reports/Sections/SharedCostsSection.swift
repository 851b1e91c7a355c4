internal import Allocation
internal import Billing

/// What was shared: who gave it away, by which key it was divided, and who was given what; it adds up to nothing.
struct SharedCostsSection: SectionBuilder {
  func section(_ context: ReportContext) throws -> ReportSection? {
    var section = ReportSection(id: "shared", title: "Shared costs")
    for concept in context.inputs.concepts where context.inputs.sharedConcepts.contains(concept) {
      guard let shares = try SharedCosts(of: concept, context), !shares.isEmpty else { continue }
      section.tables += [parts(shares, context), values(shares, context)]
      section.lead = section.lead ?? lead(shares, context)
    }
    guard !section.tables.isEmpty else { return nil }
    section.notes = [
      "A pool that is given a part of another one passes it on: what it gives away includes that part, which is "
        + "told under its own key."
    ]
    return section
  }

  /// Every part of every pool, with its key; those who gave it away below.
  private func parts(_ shares: SharedCosts, _ context: ReportContext) -> ReportTable {
    let rows = shares.received.map { ($0.key, $0.value, $0.amount, $0.currency) }
    let given = shares.given.map { ("given away", $0.value, $0.amount, $0.currency) }
    var table = ReportTable(
      id: "shared-\(slug(shares.concept))", title: "What each \(shares.concept) was given, and by which key",
      columns: [.name("key", "Pool and key"), .name(shares.concept, shares.concept.capitalisedFirst)]
        + context.currencyColumn + [.figure("amount", context.costTitle)],
      rows: (rows + given).map { key, value, amount, currency in
        ReportTable.Row(
          [.text(key), .text(value)] + context.currencyCell(currency) + [.change(amount)], currency: currency,
          key: "\(key)/\(value ?? "")")
      })
    table.totals = shares.currencies.map { currency in
      ReportTable.Row(
        [.text("Total"), .text("")] + context.currencyCell(currency) + [.money(.zero)], currency: currency)
    }
    table.commands = [shares.command]
    return table
  }

  /// Each value before and after.
  private func values(_ shares: SharedCosts, _ context: ReportContext) -> ReportTable {
    func row(_ name: Cell, _ sums: SharedCosts.Sums, _ currency: String) -> ReportTable.Row {
      ReportTable.Row(
        [name] + context.currencyCell(currency) + [
          .money(sums.before), .change(sums.given), .change(sums.received), .money(sums.after),
        ], currency: currency)
    }
    var table = ReportTable(
      id: "shared-\(slug(shares.concept))-values", title: "Each \(shares.concept) before and after sharing",
      columns: [.name(shares.concept, shares.concept.capitalisedFirst)] + context.currencyColumn + [
        .figure("before_sharing", "Before"), .figure("given", "Given away"), .figure("received", "Received"),
        .figure("cost", context.costTitle),
      ],
      rows: shares.values.map { row(.text($0.value), $0.sums, $0.currency) })
    table.totals = shares.currencies.map { currency in
      let total = shares.values.filter { $0.currency == currency }
        .reduce(into: SharedCosts.Sums()) { $0.add($1.sums) }
      return row(.text("Total"), total, currency)
    }
    table.commands = [shares.command]
    return table
  }

  private func lead(_ shares: SharedCosts, _ context: ReportContext) -> String? {
    guard context.currencies.count == 1, let currency = shares.currencies.first else { return nil }
    let received = shares.received.map(\.amount).reduce(Amount.zero, +)
    return "\(received.formatted()) \(currency) were shared between the \(shares.concept) values."
  }
}
