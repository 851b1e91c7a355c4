internal import Allocation
internal import Billing

/// What the figures rest on: the bills, what was missing in them, and the cost that has no tag.
struct QualitySection: SectionBuilder {
  func section(_ context: ReportContext) throws -> ReportSection? {
    var section = ReportSection(id: "quality", title: "Data quality")
    let quality = context.inputs.quality
    section.tables = [bills(quality.bills)]
    section.tables += DeliveryTables.tables(quality.bills, context)
    if let absent = try absent(context) { section.tables.append(absent) }
    if let services = try UntaggedServices(context)?.table(context) { section.tables.append(services) }
    if !quality.lookalikes.isEmpty { section.tables.append(lookalikes(quality.lookalikes, context)) }
    if let snapshots = context.inputs.inventory?.snapshots, !snapshots.isEmpty {
      section.tables.append(self.snapshots(snapshots, context))
    }
    section.notes = missingDays(quality.bills) + newTagKeys(quality.newTagKeys) + context.notes
    return section
  }

  private func missingDays(_ bills: [ReportBill]) -> [String] {
    bills.filter { !$0.missingDays.isEmpty }.map { bill in
      let days = bill.missingDays
      let list = days.prefix(8).joined(separator: ", ") + (days.count > 8 ? ", …" : "")
      let what = days.count == 1 ? "1 day" : "\(days.count) days"
      return "Bill \(bill.account) has nothing charged on \(what): \(list)."
    }
  }

  private func newTagKeys(_ keys: [String]?) -> [String] {
    guard let keys else { return [] }
    return [
      keys.isEmpty
        ? "No tag key is in this month’s bills for the first time."
        : "Tag keys that are in this month’s bills for the first time: \(keys.joined(separator: ", "))."
    ]
  }

  private func lookalikes(_ lookalikes: [Lookalike], _ context: ReportContext) -> ReportTable {
    let measure = context.inputs.coverage.measure
    var table = ReportTable(
      id: "lookalikes", title: "What looks like a misspelling",
      columns: [
        .name("spelling", "Spelling", detail: "concept"), .name("like", "Looks like"),
        .name("paste", "Line for the settings"),
      ] + context.currencyColumn + [.figure("amount", "Cost, \(measure.rawValue)")],
      rows: lookalikes.map { one in
        ReportTable.Row(
          [.text(one.spelling, detail: one.concept), .text(one.like), .text(one.line)]
            + context.currencyCell(one.unit ?? "") + [.money(one.cost)], currency: one.unit,
          key: "\(one.concept)/\(one.spelling)")
      })
    table.coverage = .excerpt
    let period = CommandLineText.shellWord("billing_period=\(context.inputs.period)")
    table.commands = ["tarsier concepts coverage --where \(period)"]
    return table
  }

  private func snapshots(_ snapshots: [ReportInventory.Snapshot], _ context: ReportContext) -> ReportTable {
    var table = ReportTable(
      id: "snapshots", title: "How old the inventory is",
      columns: [
        .name("account", "Account", detail: "region"), .name("taken_at", "Newest answer"),
        .figure("age_days", "Oldest, days"), .figure("whole", "Calls whole"),
        .figure("failed", "Not whole"),
      ],
      rows: snapshots.map { snapshot in
        ReportTable.Row(
          [
            context.label("account", snapshot.account, detail: snapshot.region), .text(snapshot.takenAt),
            snapshot.ageDays.map { .count($0) } ?? .text(""), .count(snapshot.whole), .count(snapshot.failed),
          ], currency: nil, key: "\(snapshot.account)/\(snapshot.region)")
      })
    table.coverage = .excerpt
    table.commands = ["tarsier inventory answers \(context.asOfOption)"]
    return table
  }

  private func bills(_ bills: [ReportBill]) -> ReportTable {
    var table = ReportTable(
      id: "bills", title: "Bills",
      columns: [
        .name("billing_account", "Billing account", detail: "files"), .name("format", "Format"),
        .name("state", "State", detail: "delivered"), .figure("rows", "Rows"), .figure("charges", "Charges"),
        .figure("empty_cells", "Empty cells"), .figure("fallbacks", "In effective cost"),
        .figure("missing_days", "Days without"), .figure("rejects", "Rejected rows"),
      ],
      rows: bills.map { bill in
        ReportTable.Row(
          [
            .text(bill.account, detail: bill.files.joined(separator: ", ")), .text(bill.format),
            .text(bill.state.rawValue, detail: bill.delivered), .count(bill.rows),
            .count(bill.charges), .count(bill.emptyCells), .count(bill.fallbacks),
            .count(bill.missingDays.count), .count(bill.rejects),
          ], currency: nil)
      })
    table.coverage = .excerpt
    table.commands = ["tarsier bills"]
    table.note =
      "An empty cell adds nothing, but in effective and net cost, where the billed cost stands in for it."
    return table
  }

  /// The cost of the charges that lack a dimension.
  static func without(_ dimension: String, _ context: ReportContext) throws -> Totals {
    Totals(try context.rows(question(without: dimension, context)))
  }

  private static func question(without dimension: String, _ context: ReportContext) -> CostQuestion {
    var question = context.question()
    question.filters.append(Filter(dimension, .equal, [""]))
    return question
  }

  /// The cost without each of the dimensions that every charge should have.
  private func absent(_ context: ReportContext) throws -> ReportTable? {
    var rows: [ReportTable.Row] = []
    let expected = context.inputs.quality.expected
    var commands: [String] = []
    for dimension in expected {
      commands.append(CommandLineText.command(for: Self.question(without: dimension, context)))
      let without = try Self.without(dimension, context)
      for currency in context.total.currencies {
        rows.append(
          ReportTable.Row(
            [.text(dimension)] + context.currencyCell(currency) + [
              .money(context.total[currency] - without[currency]), .money(without[currency]),
              .share(without[currency].share(of: context.total[currency])),
            ], currency: currency))
      }
    }
    guard !rows.isEmpty else { return nil }
    var table = ReportTable(
      id: "untagged", title: "Cost without a tag",
      columns: [.name("dimension", "Dimension")] + context.currencyColumn
        + [
          .figure("with", "Cost with it"), .figure("without", "Without it"),
          .figure("share_percent", "Share without"),
        ],
      rows: rows)
    table.coverage = .excerpt
    table.commands = commands
    return table
  }
}
