internal import Allocation
internal import Billing
internal import Charts

/// Why the month cost more or less than the one before, in parts that add up; then what moved the most.
struct BridgeSection: SectionBuilder {
  func section(_ context: ReportContext) throws -> ReportSection? {
    guard let whole = try context.bridge(by: []) else { return nil }
    let (before, after) = (context.inputs.period.previous.monthName, context.inputs.period.monthName)
    var section = ReportSection(id: "bridge", title: "From \(before) to \(after)")
    let bridges = whole.rows.sorted { ($0.unit ?? "") < ($1.unit ?? "") }
    if bridges.count == 1 { section.lead = lead(bridges[0]) }
    section.figures = bridges.map { row in
      let currency = row.unit ?? ""
      return Figure(
        title: "What changed from \(before) to \(after), \(currency)",
        chart: Waterfall(
          start: Waterfall.Step(title: before, amount: row.before),
          steps: BridgeEffect.allCases.filter { !row[$0].isZero }
            .map { Waterfall.Step(title: $0.shortTitle, amount: row[$0]) },
          end: after, currency: currency))
    }
    section.tables = [table(bridges, context)]
    for dimension in ["service"] + context.inputs.concepts {
      guard let bridge = try context.bridge(by: [dimension]) else { continue }
      section.tables.append(
        MoversTable(bridge, by: dimension, try context.moves(by: dimension), context).table)
    }
    return section
  }

  /// One row for each part; with the month before they add up to the month.
  private func table(_ bridges: [MonthBridge.Row], _ context: ReportContext) -> ReportTable {
    let (before, after) = (context.inputs.period.previous.monthName, context.inputs.period.monthName)
    var table = ReportTable(
      id: "bridge", title: "From \(before) to \(after)",
      columns: [.name("step", "Part")] + context.currencyColumn + [.figure("cost", context.costTitle)],
      rows: bridges.flatMap { row in
        let currency = row.unit ?? ""
        let start = ReportTable.Row(
          [.text("before", name: before)] + context.currencyCell(currency) + [.money(row.before)],
          currency: currency)
        return [start]
          + BridgeEffect.allCases.map { effect in
            ReportTable.Row(
              [.text(effect.rawValue, name: effect.title)] + context.currencyCell(currency)
                + [.change(row[effect])],
              currency: currency)
          }
      })
    table.totals = bridges.map { row in
      let currency = row.unit ?? ""
      return ReportTable.Row(
        [.text("after", name: after)] + context.currencyCell(currency) + [.money(context.total[currency])],
        currency: currency)
    }
    table.commands = [context.bridgeCommand(by: [])]
    table.note =
      "Two lines are the same thing where usage type, operation, region and account agree. More or less use is "
      + "counted at \(before)’s price; what is left of such a line’s difference is price."
    return table
  }

  /// The largest part.
  private func lead(_ row: MonthBridge.Row) -> String? {
    let largest = BridgeEffect.allCases.max { (a, b) in
      let (first, second) = (row[a].size, row[b].size)
      return first < second
    }
    guard let largest, !row[largest].isZero else { return nil }
    let change = Cell.change(row.difference).shown
    return "The largest part of the change of \(change) is “\(largest.title)”: "
      + Cell.change(row[largest]).shown + "."
  }
}

/// The parts of a difference between two months, named as `cost compare` names them.
enum BridgeEffect: String, CaseIterable {
  case new, stopped
  case quantity = "quantity_effect"
  case price = "price_effect"
  case credits, tax, rest

  var title: String {
    switch self {
    case .new: "New: not used before"
    case .stopped: "Stopped: not used any more"
    case .quantity: "More or less use"
    case .price: "Price and mix"
    case .credits: "Credits and discounts"
    case .tax: "Tax"
    case .rest: "Fees, refunds and the rest"
    }
  }

  /// For a chart's axis.
  var shortTitle: String {
    switch self {
    case .new: "New"
    case .stopped: "Stopped"
    case .quantity: "Use"
    case .price: "Price"
    case .credits: "Credits"
    case .tax: "Tax"
    case .rest: "Fees, rest"
    }
  }
}

extension MonthBridge.Row {
  subscript(effect: BridgeEffect) -> Amount {
    switch effect {
    case .new: new
    case .stopped: stopped
    case .quantity: quantityEffect
    case .price: priceEffect
    case .credits: credits
    case .tax: tax
    case .rest: rest
    }
  }
}

extension Amount {
  /// Without its sign.
  var size: Amount { self < .zero ? -self : self }
}
