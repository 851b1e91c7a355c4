internal import Allocation
internal import Billing

/// What the month was charged for, in the order of an invoice: use, fees, support, marketplace, what was given
/// back, and tax; billed beside effective.
struct KindsSection: SectionBuilder {
  /// What the kind of a charge is told from.
  private static let dimensions = [
    "charge_category", "charge_type", "service", "commitment", "billing_entity", "invoice_issuer", "provider",
  ]

  private struct Line: Hashable {
    var kind: ChargeKind
    /// The provider's own word.
    var type: String?
    var currency: String
  }

  func section(_ context: ReportContext) throws -> ReportSection? {
    let question = context.question(by: Self.dimensions)
    let now = Self.sums(try context.rows(question))
    var asked = [question]
    var columns: [[Line: Amount]] = []
    if let effective = effective(question, context) {
      asked.append(effective)
      columns.append(Self.sums(try context.rows(effective)))
    }
    if context.previous != nil {
      columns.append(
        Self.sums(try context.rows(context.question(of: context.inputs.period.previous, by: question.by))))
    }
    let lines = Set(now.keys).union(columns.flatMap(\.keys)).sorted {
      ($0.currency, $0.kind, $0.type ?? "") < ($1.currency, $1.kind, $1.type ?? "")
    }
    var table = ReportTable(
      id: "kinds", title: "Charges by kind", columns: self.columns(context, hasEffective: asked.count > 1),
      rows: lines.map { line in
        ReportTable.Row(
          [.text(line.kind.rawValue, name: line.kind.title), .text(line.type)]
            + cells(line.currency, now[line] ?? .zero, columns.map { $0[line] ?? .zero }, context),
          currency: line.currency, key: "\(line.kind.rawValue)/\(line.type ?? "")")
      })
    table.totals = context.currencies.map { currency in
      let sums = columns.map { column in
        column.filter { $0.key.currency == currency }.values.reduce(Amount.zero, +)
      }
      return ReportTable.Row(
        [.text("Net"), .text("")] + cells(currency, context.total[currency], sums, context),
        currency: currency
      )
    }
    table.commands = asked.map(CommandLineText.command)
    var section = ReportSection(id: "kinds", title: "Charges by kind", lead: lead(now, context))
    section.tables = [table]
    return section
  }

  /// The same question for the effective cost, where the bills have it and the report shows another.
  private func effective(_ question: CostQuestion, _ context: ReportContext) -> CostQuestion? {
    guard context.inputs.hasEffectiveCost, context.inputs.metric != .effective else { return nil }
    var question = question
    question.metric = .effective
    return question
  }

  private static func sums(_ rows: [CostRow]) -> [Line: Amount] {
    let isResold = !rows.contains { ChargeKind.isIssuedByProvider($0.values) == true }
    return rows.reduce(into: [:]) { sums, row in
      let line = Line(
        kind: ChargeKind(row.values, isResold: isResold), type: row.values[1], currency: row.unit ?? "")
      sums[line, default: .zero] += row.amount
    }
  }

  private func columns(_ context: ReportContext, hasEffective: Bool) -> [Column] {
    [.name("kind", "Kind"), .name("charge_type", "As the bill calls it")]
      + context.currencyColumn
      + [.figure("cost", context.costTitle, bars: true), .figure("share_percent", "Share")]
      + (hasEffective ? [.figure("effective", "Effective")] : [])
      + (context.previous == nil
        ? []
        : [.figure("previous", context.inputs.period.previous.monthName), .figure("change", "Change")])
  }

  /// - Parameter others: the effective cost and the month before, where there are such columns.
  private func cells(_ currency: String, _ now: Amount, _ others: [Amount], _ context: ReportContext)
    -> [Cell]
  {
    context.currencyCell(currency) + [.money(now), .share(now.share(of: context.total[currency]))]
      + others.map { .money($0) }
      + (context.previous == nil ? [] : [.change(now - (others.last ?? .zero))])
  }

  /// Each kind with what it adds up to.
  private func lead(_ sums: [Line: Amount], _ context: ReportContext) -> String? {
    guard context.currencies.count == 1, let currency = context.currencies.first else { return nil }
    let parts = ChargeKind.allCases.compactMap { kind -> String? in
      let own = sums.filter { $0.key.kind == kind }
      guard !own.isEmpty else { return nil }
      return "\(kind.title.lowercased()) \(own.values.reduce(Amount.zero, +).formatted())"
    }
    guard parts.count > 1 else { return nil }
    return parts.joined(separator: ", ").capitalisedFirst
      + ": net \(context.total[currency].formatted()) \(currency)."
  }
}
