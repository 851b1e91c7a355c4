internal import Allocation
internal import Billing

/// The values of one dimension whose cost moved the most, up and down, each with the parts of its change.
struct MoversTable {
  /// How many are named in each direction.
  static let longest = 10

  let table: ReportTable

  /// - Parameter moves: which resources came, went or moved; nil where nobody knows.
  init(
    _ bridge: MonthBridge, by dimension: String, _ moves: ResourceMoves?, _ context: ReportContext,
    where filters: [Filter] = []
  ) {
    let rows = context.currencies.flatMap { currency in
      let own = bridge.rows.filter { ($0.unit ?? "") == currency }
      let up = own.filter { $0.difference > .zero }.prefix(Self.longest)
      let down = own.reversed().filter { $0.difference < .zero }.prefix(Self.longest)
      let named = (up + down).map { row in
        Self.row(row, context.label(dimension, row.values[0], detail: Self.cause(row, moves)), context)
      }
      let shown = Set((up + down).map(\.values))
      let rest = own.filter { !shown.contains($0.values) }
      // What cost nothing in either month moved nothing.
      guard rest.contains(where: { !$0.before.isZero || !$0.after.isZero }) else { return named }
      return named + [Self.row(Self.sum(rest, currency), .text("Others"), context)]
    }
    var table = ReportTable(
      id: "movers-\(slug(dimension))", title: "What moved, by \(dimension)",
      columns: [
        .name(dimension, dimension.capitalisedFirst, detail: "cause")
      ] + context.currencyColumn + [
        .figure("previous", context.inputs.period.previous.monthName),
        .figure("cost", context.inputs.period.monthName), .figure("change", "Change"),
        .figure("new", "New"), .figure("stopped", "Stopped"), .figure("quantity_effect", "Use"),
        .figure("price_effect", "Price"), .figure("other", "Other"),
      ], rows: rows)
    table.totals = context.currencies.map { currency in
      let own = bridge.rows.filter { ($0.unit ?? "") == currency }
      return Self.row(Self.sum(own, currency), .text("Total"), context)
    }
    table.commands = [context.bridgeCommand(by: [dimension], where: filters)]
    self.table = table
  }

  /// Why a value's cost moved: by its resources, else by the largest part of its change.
  static func cause(_ row: MonthBridge.Row, _ moves: ResourceMoves?) -> String? {
    moves?.cause(of: row.values[0], row.unit ?? "", difference: row.difference) ?? row.cause
  }

  private static func row(_ row: MonthBridge.Row, _ name: Cell, _ context: ReportContext) -> ReportTable.Row {
    let currency = row.unit ?? ""
    return ReportTable.Row(
      [name] + context.currencyCell(currency) + [
        .money(row.before), .money(row.after), .change(row.difference), .change(row.new),
        .change(row.stopped), .change(row.quantityEffect), .change(row.priceEffect),
        .change(row.credits + row.tax + row.rest),
      ], currency: currency)
  }

  private static func sum(_ rows: [MonthBridge.Row], _ currency: String) -> MonthBridge.Row {
    rows.reduce(into: MonthBridge.Row(values: [], unit: currency)) { sum, row in
      sum.before += row.before
      sum.after += row.after
      sum.new += row.new
      sum.stopped += row.stopped
      sum.quantityEffect += row.quantityEffect
      sum.priceEffect += row.priceEffect
      sum.credits += row.credits
      sum.tax += row.tax
      sum.rest += row.rest
    }
  }
}

extension MonthBridge.Row {
  /// The largest of the parts that point where the difference points.
  fileprivate var cause: String? {
    let isUp = difference > .zero
    let pointing = BridgeEffect.allCases.filter { isUp ? self[$0] > .zero : self[$0] < .zero }
    // The first of equal ones.
    guard let largest = pointing.reversed().max(by: { self[$0].size < self[$1].size }) else { return nil }
    return switch largest {
    case .new: "mostly new things"
    case .stopped: "mostly what stopped"
    case .quantity: isUp ? "mostly more use" : "mostly less use"
    case .price: isUp ? "mostly a higher price" : "mostly a lower price"
    case .credits: "mostly credits"
    case .tax: "mostly tax"
    case .rest: "mostly fees and refunds"
    }
  }
}
