internal import Allocation
internal import Billing

/// What exists: how many of each type, what came and went, public addresses, and how much of the bill it explains.
struct InventorySection: SectionBuilder {
  /// What AWS calls the hours of public IPv4 addresses.
  static let publicAddresses = Filter("usage_type", .matches, ["PublicIPv4:|ElasticIP:"])

  func section(_ context: ReportContext) throws -> ReportSection? {
    let inventory = context.inputs.inventory
    let charged = try addressCosts(context)
    guard inventory != nil || charged != nil else { return nil }
    var section = ReportSection(id: "inventory", title: "Inventory")
    if let inventory {
      section.lead = lead(inventory)
      section.tables.append(types(inventory, context))
    }
    if let charged { section.tables.append(charged) }
    if let inventory {
      if !inventory.idleAddresses.isEmpty { section.tables.append(idle(inventory, context)) }
      if !inventory.shares.isEmpty { section.tables.append(shares(inventory.shares, context)) }
    }
    return section
  }

  private func lead(_ inventory: ReportInventory) -> String {
    let resources = inventory.types.reduce(0) { $0 + $1.resources }
    let (came, went) = inventory.types.reduce((0, 0)) { ($0.0 + $1.appeared, $0.1 + $1.vanished) }
    return
      "\(resources.grouped) resources of \(inventory.types.count) types; since the month began \(came.grouped) "
      + "came and \(went.grouped) went."
  }

  private func types(_ inventory: ReportInventory, _ context: ReportContext) -> ReportTable {
    let currencies = Set(inventory.types.flatMap(\.costs.keys)).sorted()
    let several = currencies.count > 1
    var rows: [ReportTable.Row] = []
    for line in inventory.types {
      for currency in line.costs.isEmpty ? [nil] : line.costs.keys.sorted().map(Optional.some) {
        rows.append(
          ReportTable.Row(
            [.text(line.type, name: line.type.replacing("_", with: " "))]
              + (several ? [.text(currency)] : []) + [
                .count(line.resources), .count(line.appeared), .count(line.vanished),
                .money(currency.flatMap { line.costs[$0] }),
              ], currency: currency))
      }
    }
    var table = ReportTable(
      id: "inventory", title: "What exists",
      columns: [.name("resource_type", "Type")] + (several ? [.name("currency", "Currency")] : []) + [
        .figure("resources", "Resources"), .figure("appeared", "Came"), .figure("vanished", "Went"),
        .figure("cost", "30 days’ cost", bars: true),
      ], rows: rows)
    table.totals = currencies.map { currency in
      let sum = inventory.types.compactMap { $0.costs[currency] }.reduce(Amount.zero, +)
      func count(_ field: KeyPath<ReportInventory.TypeLine, Int>) -> Cell {
        .count(inventory.types.reduce(0) { $0 + $1[keyPath: field] })
      }
      return ReportTable.Row(
        [.text("Total")] + (several ? [.text(currency)] : [])
          + [count(\.resources), count(\.appeared), count(\.vanished), .money(sum)], currency: currency)
    }
    table.coverage = .part
    table.commands = [
      "tarsier inventory summary --from \(context.inputs.period)-01 \(context.asOfOption)"
    ]
    table.note =
      "The cost is the effective usage cost of what exists, over the last 30 days that the bills cover."
    return table
  }

  /// What public addresses were charged, in use and idle; nil where nothing was.
  private func addressCosts(_ context: ReportContext) throws -> ReportTable? {
    var question = context.question(by: ["usage_type", "account"])
    question.filters.append(Self.publicAddresses)
    let rows = try context.rows(question)
    guard !rows.isEmpty else { return nil }
    var table = ReportTable(
      id: "public-addresses", title: "What public addresses cost",
      columns: [.name("usage_type", "Use"), .name("account", "Account")] + context.currencyColumn
        + [.figure("amount", context.costTitle)],
      rows: rows.map { row in
        ReportTable.Row(
          [.text(row.values[0]), context.label("account", row.values[1])]
            + context.currencyCell(row.unit ?? "") + [.money(row.amount)], currency: row.unit,
          key: "\(row.values[0] ?? "")/\(row.values[1] ?? "")")
      })
    let sums = Totals(rows)
    table.totals = sums.currencies.map { currency in
      ReportTable.Row(
        [.text("Total"), .text("")] + context.currencyCell(currency) + [.money(sums[currency])],
        currency: currency)
    }
    table.coverage = .part
    table.commands = [CommandLineText.command(for: question)]
    return table
  }

  private func idle(_ inventory: ReportInventory, _ context: ReportContext) -> ReportTable {
    var table = ReportTable(
      id: "idle-addresses", title: "Public addresses that are associated with nothing",
      columns: [
        .name("address", "Address", detail: "public_ip"),
        .name("account", "Account, region", detail: "region"),
        .name("since", "Seen so since"),
      ],
      rows: inventory.idleAddresses.map { address in
        ReportTable.Row(
          [
            .text(address.id, detail: address.publicIP),
            context.label("account", address.account, detail: address.region),
            .text(address.since.map { String($0.prefix(10)) }),
          ], currency: nil, key: [address.account, address.region, address.id].joined(separator: "/"))
      })
    table.coverage = .excerpt
    table.commands = ["tarsier inventory list address --where association_id= \(context.asOfOption)"]
    table.note = "Of \(inventory.addresses.grouped) elastic addresses in all."
    return table
  }

  private func shares(_ shares: [ReportInventory.Share], _ context: ReportContext) -> ReportTable {
    var sums = Totals()
    for share in shares { sums.add(share.cost, share.currency) }
    let several = sums.currencies.count > 1
    var table = ReportTable(
      id: "inventory-coverage", title: "How much of the bill’s resources it knows",
      columns: [.name("coverage", "What is billed is")] + (several ? [.name("currency", "Currency")] : []) + [
        .figure("resources", "Resources"), .figure("amount", "30 days’ cost"),
        .figure("share_percent", "Share"),
      ],
      rows: shares.map { share in
        ReportTable.Row(
          [.text(share.kind)] + (several ? [.text(share.currency)] : []) + [
            .count(share.resources), .money(share.cost), .share(share.cost.share(of: sums[share.currency])),
          ], currency: share.currency)
      })
    table.totals = sums.currencies.map { currency in
      let all = shares.filter { $0.currency == currency }.reduce(0) { $0 + $1.resources }
      return ReportTable.Row(
        [.text("Total")] + (several ? [.text(currency)] : [])
          + [.count(all), .money(sums[currency]), .share(sums[currency].share(of: sums[currency]))],
        currency: currency)
    }
    table.coverage = .part
    table.commands = ["tarsier inventory coverage \(context.asOfOption)"]
    return table
  }
}
