internal import Allocation
internal import Billing

/// The cost of each service that lacks the first of the dimensions that every charge should have.
struct UntaggedServices {
  private let dimension: String
  private let without: CostQuestion
  private let all: CostQuestion

  /// Nil where no dimension is expected.
  init?(_ context: ReportContext) throws {
    guard let dimension = context.inputs.quality.expected.first else { return nil }
    self.dimension = dimension
    all = context.question(by: ["service"])
    var without = all
    without.filters.append(Filter(dimension, .equal, [""]))
    self.without = without
  }

  func table(_ context: ReportContext) throws -> ReportTable? {
    struct Key: Hashable {
      var service: String?
      var currency: String
    }
    let whole = try context.rows(all).reduce(into: [Key: Amount]()) {
      $0[Key(service: $1.values[0], currency: $1.unit ?? ""), default: .zero] += $1.amount
    }
    let rows = try context.rows(without)
    guard !rows.isEmpty else { return nil }
    var table = ReportTable(
      id: "untagged-services", title: "Cost without \(dimension), by service",
      columns: [.name("service", "Service")] + context.currencyColumn
        + [
          .figure("without", "Without it", bars: true), .figure("all", "All of it"),
          .figure("share_percent", "Share without"),
        ],
      rows: rows.map { row in
        let all = whole[Key(service: row.values[0], currency: row.unit ?? "")] ?? .zero
        return ReportTable.Row(
          [.text(row.values[0])] + context.currencyCell(row.unit ?? "")
            + [.money(row.amount), .money(all), .share(row.amount.share(of: all))], currency: row.unit)
      })
    table.totals = ReportTable.sums(of: table.rows, context).map { total in
      var total = total
      let last = total.cells.count - 1
      if let part = total.cells[last - 2].amount, let all = total.cells[last - 1].amount {
        total.cells[last] = .share(part.share(of: all))
      }
      return total
    }
    table.coverage = .part
    table.commands = [CommandLineText.command(for: without)]
    return table
  }
}
