internal import Allocation
internal import Billing

/// What the month was charged for: use, fees and tax, and what was given back; billed beside effective.
struct KindsSection: SectionBuilder {
  private struct Kind: Hashable {
    var values: [String?]
    var currency: String
  }

  /// In the order of an invoice; what a bill calls otherwise stands behind.
  private static let order = ["Usage", "Purchase", "Tax", "Credit", "Adjustment"]
  private static let names = [
    "Usage": "Use", "Purchase": "Fees and purchases", "Credit": "Credits and discounts",
    "Adjustment": "Refunds and corrections",
  ]

  func section(_ context: ReportContext) throws -> ReportSection? {
    let question = context.question(by: ["charge_category", "charge_type"])
    let now = Self.sums(try context.rows(question))
    var asked = [question]
    var columns: [[Kind: Amount]] = []
    if let effective = effective(question, context) {
      asked.append(effective)
      columns.append(Self.sums(try context.rows(effective)))
    }
    var before: [Kind: Amount] = [:]
    if context.previous != nil {
      before = Self.sums(
        try context.rows(context.question(of: context.inputs.period.previous, by: question.by)))
      columns.append(before)
    }
    let kinds = Set(now.keys).union(columns.flatMap(\.keys)).sorted(by: Self.isBefore)
    var table = ReportTable(
      id: "kinds", title: "Charges by kind", columns: self.columns(context, hasEffective: asked.count > 1),
      rows: kinds.map { kind in
        let (category, type) = (kind.values[0], kind.values[1])
        let names: [Cell] = [.text(category, name: category.flatMap { Self.names[$0] }), .text(type)]
        return ReportTable.Row(
          names + cells(kind, now[kind] ?? .zero, columns.map { $0[kind] ?? .zero }, context),
          currency: kind.currency, key: "\(category ?? "")/\(type ?? "")")
      })
    table.totals = context.currencies.map { currency in
      let sums = columns.map { column in
        column.filter { $0.key.currency == currency }.values.reduce(Amount.zero, +)
      }
      let whole = Kind(values: ["Total", ""], currency: currency)
      return ReportTable.Row(
        [.text("Total"), .text("")] + cells(whole, context.total[currency], sums, context), currency: currency
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

  private static func sums(_ rows: [CostRow]) -> [Kind: Amount] {
    rows.reduce(into: [:]) {
      $0[Kind(values: $1.values, currency: $1.unit ?? ""), default: .zero] += $1.amount
    }
  }

  private static func isBefore(_ a: Kind, _ b: Kind) -> Bool {
    func place(_ kind: Kind) -> Int { kind.values[0].flatMap { order.firstIndex(of: $0) } ?? order.count }
    return (a.currency, place(a), a.values[0] ?? "", a.values[1] ?? "")
      < (b.currency, place(b), b.values[0] ?? "", b.values[1] ?? "")
  }

  private func columns(_ context: ReportContext, hasEffective: Bool) -> [Column] {
    [.name("charge_category", "Kind"), .name("charge_type", "As the bill calls it")]
      + context.currencyColumn
      + [.figure("cost", context.costTitle, bars: true), .figure("share_percent", "Share")]
      + (hasEffective ? [.figure("effective", "Effective")] : [])
      + (context.previous == nil
        ? []
        : [.figure("previous", context.inputs.period.previous.monthName), .figure("change", "Change")])
  }

  /// - Parameter others: the effective cost and the month before, where there are such columns.
  private func cells(_ kind: Kind, _ now: Amount, _ others: [Amount], _ context: ReportContext) -> [Cell] {
    context.currencyCell(kind.currency)
      + [.money(now), .share(now.share(of: context.total[kind.currency]))] + others.map { .money($0) }
      + (context.previous == nil ? [] : [.change(now - (others.last ?? .zero))])
  }

  /// What was charged before what was given back and taxed.
  private func lead(_ sums: [Kind: Amount], _ context: ReportContext) -> String? {
    guard context.currencies.count == 1, let currency = context.currencies.first else { return nil }
    let apart = sums.filter { ["Tax", "Credit", "Adjustment"].contains($0.key.values[0]) }
    let rest = context.total[currency] - apart.values.reduce(.zero, +)
    guard !apart.isEmpty else { return nil }
    let parts = [
      ("Tax", "tax"), ("Credit", "credits and discounts"), ("Adjustment", "refunds and corrections"),
    ]
    .compactMap { category, words -> String? in
      let own = apart.filter { $0.key.values[0] == category }
      guard !own.isEmpty else { return nil }
      return "\(words) \(own.values.reduce(Amount.zero, +).formatted())"
    }
    return "Use and fees are \(rest.formatted()) \(currency); \(parts.joined(separator: ", "))."
  }
}
