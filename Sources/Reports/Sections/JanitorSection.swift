internal import Billing

/// What the janitor cleaned up, and what it saved as the bills show it.
struct JanitorSection: SectionBuilder {
  /// How many actions a page shows; CSV has all.
  static let longest = 40

  func section(_ context: ReportContext) -> ReportSection? {
    guard let janitor = context.inputs.janitor, !janitor.actions.isEmpty else { return nil }
    let (saved, costs) = (measured(janitor), Totals(janitor.safetySnapshots))
    let currencies = Set(janitor.actions.compactMap(\.currency)).union(costs.currencies).sorted()
    let several = currencies.count > 1
    var section = ReportSection(id: "janitor", title: "What the janitor saved")
    section.lead = lead(janitor.actions.count, saved, costs, currencies)
    func row(_ names: [Cell], _ currency: String?, _ money: [Cell], key: String? = nil) -> ReportTable.Row {
      ReportTable.Row(names + (several ? [.text(currency)] : []) + money, currency: currency, key: key)
    }
    var table = ReportTable(
      id: "janitor", title: "Cleaned up",
      columns: [
        .name("resource", "Resource", detail: "action"), .name("day", "Day"),
        .name("account", "Account, region", detail: "region"),
      ] + (several ? [.name("currency", "Currency")] : [])
        + [.figure("estimated", "Expected a month"), .figure("measured", "Saved so far")],
      rows: janitor.actions.map { action in
        row(
          [
            .text(action.resource, detail: action.action), .text(action.day),
            context.label("account", action.account, detail: action.region),
          ], action.currency, [.money(action.estimated), .money(action.measured)],
          key: [action.day, action.account, action.region, action.resource].joined(separator: "/"))
      })
    table.rows += costs.currencies.map { currency in
      row(
        [.text("Safety snapshots"), .text(""), .text("")], currency, [.money(nil), .money(-costs[currency])])
    }
    table.totals = currencies.map { currency in
      let estimated = janitor.actions.filter { $0.currency == currency }.compactMap(\.estimated)
      return row(
        [.text("Total"), .text(""), .text("")], currency,
        [.money(estimated.reduce(.zero, +)), .money(saved[currency] - costs[currency])])
    }
    table.coverage = .part
    table.visibleRows = Self.longest
    table.commands = ["tarsier janitor summary"]
    section.tables = [table]
    return section
  }

  private func measured(_ janitor: ReportJanitor) -> Totals {
    var sum = Totals()
    for action in janitor.actions {
      if let amount = action.measured { sum.add(amount, action.currency ?? "") }
    }
    return sum
  }

  private func lead(_ count: Int, _ saved: Totals, _ costs: Totals, _ currencies: [String]) -> String {
    let sums = currencies.map { "\((saved[$0] - costs[$0]).formatted()) \($0)" }
    let things = count == 1 ? "1 thing was" : "\(count.grouped) things were"
    return sums.isEmpty
      ? "\(things) cleaned up; no bill tells yet what that saved."
      : "\(things) cleaned up; the bills show \(sums.joined(separator: " and ")) saved so far."
  }
}

extension Totals {
  init(_ amounts: [String: Amount]) {
    self.init()
    for (currency, amount) in amounts.sorted(by: { $0.key < $1.key }) { add(amount, currency) }
  }
}
