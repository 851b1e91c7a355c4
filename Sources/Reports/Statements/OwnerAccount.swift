internal import Allocation
internal import Billing

/// One owner's month: what is charged to it, what it is given of shared costs, what moved, and its findings.
struct OwnerAccount {
  private let context: ReportContext
  private let concept: String
  /// "" for what has no owner.
  private let owner: String
  private let total: Totals

  init(_ context: ReportContext, concept: String, owner: String, total: Totals) {
    self.context = context
    self.concept = concept
    self.owner = owner
    self.total = total
  }

  private var filter: Filter { Filter(concept, .equal, [owner]) }

  private var isShared: Bool { context.inputs.sharedConcepts.contains(concept) }

  private func question(of period: Period, by: [String] = [], beforeSharing: Bool = false) -> CostQuestion {
    var question = context.question(of: period, by: by)
    question.filters.append(filter)
    question.beforeSharing = beforeSharing
    return question
  }

  /// The owner's rows of a question.
  ///
  /// It is asked once for all owners together, which gives each the same as its own question would.
  private func rows(_ question: CostQuestion) throws -> [CostRow] {
    var together = question
    together.by.insert(concept, at: 0)
    together.filters.removeAll { $0 == filter }
    return try context.rows(together).filter { ($0.values[0] ?? "") == owner }.map { row in
      CostRow(
        values: Array(row.values.dropFirst()), periodStart: row.periodStart, amount: row.amount,
        unit: row.unit)
    }
  }

  /// The owner's part of a bridge by owner and service.
  private func own(_ bridge: MonthBridge) -> MonthBridge {
    let rows = bridge.rows.filter { ($0.values[0] ?? "") == owner }.map { row in
      var row = row
      row.values.removeFirst()
      return row
    }
    return MonthBridge(rows: rows)
  }

  private func question(by: [String] = [], beforeSharing: Bool = false) -> CostQuestion {
    question(of: context.inputs.period, by: by, beforeSharing: beforeSharing)
  }

  /// The report's head, with the owner's total instead.
  func head(_ report: ReportHead) throws -> ReportHead {
    var head = report
    let period = context.inputs.period
    let before = context.previous == nil ? nil : Totals(try rows(question(of: period.previous)))
    head.totals = total.currencies.map { currency in
      let detail =
        before.map { before in
          "\(Cell.change(total[currency] - before[currency]).shown) since \(period.previous.monthName)"
        } ?? "no bill of \(period.previous.monthName)"
      return ReportHead.Fact(
        title: "Total \(context.inputs.metric.rawValue.replacing("_", with: " "))",
        value: "\(total[currency].formatted()) \(currency)", detail: detail)
    }
    (head.facts, head.highlights) = ([], [])
    head.table.rows = total.currencies.map { currency in
      let (now, before) = (total[currency], before?[currency] ?? .zero)
      let change: [Cell] =
        context.previous == nil
        ? [] : [.money(before), .change(now - before), .growth(now.growth(from: before))]
      return ReportTable.Row(
        [.text("Total")] + context.currencyCell(currency) + [.money(now)] + change, currency: currency)
    }
    head.table.commands = [CommandLineText.command(for: question())]
    return head
  }

  /// - Parameter bridge: the change since the month before, by owner and service; nil where there is none.
  func sections(_ bridge: MonthBridge?) throws -> [ReportSection] {
    var sections = [try account(), try services()]
    if let bridge = bridge.map(own), !bridge.rows.isEmpty {
      var section = ReportSection(id: "bridge", title: "What moved, by service")
      let moves = try context.moves(by: "service", of: (concept, owner))
      section.tables = [MoversTable(bridge, by: "service", moves, context, where: [filter]).table]
      sections.append(section)
    }
    let findings = try context.audit().findings.filter { $0.owner == owner }
    if !findings.isEmpty, let section = try FindingsSection(of: findings).section(context) {
      sections.append(section)
    }
    if let kept = try shares.kept() { sections.append(kept) }
    if let coverage = try shares.coverage() { sections.append(coverage) }
    return sections
  }

  private var shares: OwnerShares { OwnerShares(context: context, concept: concept, owner: owner) }

  /// Direct, shared and credited: parts that add up to the total.
  private func account() throws -> ReportSection {
    let before = question(beforeSharing: isShared)
    var credited = before
    credited.filters.append(Filter("charge_category", .equal, ["Credit"]))
    let (own, credits) = (Totals(try rows(before)), Totals(try rows(credited)))
    var rows: [ReportTable.Row] = []
    for currency in total.currencies {
      var parts: [(String, Amount)] = [
        ("Charged directly", own[currency] - credits[currency]), ("Credits and discounts", credits[currency]),
      ]
      if isShared {
        parts += try shares.parts(currency) ?? [("Shared costs", total[currency] - own[currency])]
      }
      rows += parts.map { title, amount in
        ReportTable.Row(
          [.text(title)] + context.currencyCell(currency) + [.money(amount)], currency: currency)
      }
    }
    var table = ReportTable(
      id: "statement", title: "Statement",
      columns: [.name("part", "Part")] + context.currencyColumn + [.figure("cost", context.costTitle)],
      rows: rows)
    table.totals = total.currencies.map { currency in
      ReportTable.Row(
        [.text("Total")] + context.currencyCell(currency) + [.money(total[currency])], currency: currency)
    }
    table.commands = (isShared ? [question(), before, credited] : [before, credited])
      .map(CommandLineText.command)
    if isShared, context.inputs.explain != nil { table.commands.append(context.explainCommand(of: concept)) }
    var section = ReportSection(id: "statement", title: "Statement")
    section.tables = [table]
    if isShared {
      section.notes = [
        "Shared: what this \(concept) is given of others’ costs, by which key; given to others: what of its own is."
      ]
    }
    return section
  }

  /// The owner's services before and after sharing, beside the month before.
  private func services() throws -> ReportSection {
    let asked = question(by: ["service"])
    let direct = question(by: ["service"], beforeSharing: true)
    let previous =
      context.previous == nil ? nil : question(of: context.inputs.period.previous, by: ["service"])
    let now = Self.sums(try rows(asked))
    let own = isShared ? Self.sums(try rows(direct)) : now
    let before = try previous.map { Self.sums(try rows($0)) } ?? [:]
    let keys = Set(now.keys).union(own.keys).union(before.keys).sorted { a, b in
      let (first, second) = (now[a] ?? .zero, now[b] ?? .zero)
      return first != second ? first > second : (a.unit ?? "", a.name ?? "") < (b.unit ?? "", b.name ?? "")
    }
    var table = ReportTable(
      id: "statement-services", title: "Cost by service",
      columns: [.name("service", "Service")] + context.currencyColumn
        + (isShared ? [.figure("before_sharing", "Before sharing"), .figure("shared", "Shared")] : [])
        + [.figure("cost", context.costTitle, bars: true)]
        + (previous == nil
          ? []
          : [.figure("previous", context.inputs.period.previous.monthName), .figure("change", "Change")]),
      rows: keys.map { key in
        let (now, own, before) = (now[key] ?? .zero, own[key] ?? .zero, before[key] ?? .zero)
        return ReportTable.Row(
          [.text(key.name)] + context.currencyCell(key.unit ?? "")
            + (isShared ? [.money(own), .money(now - own)] : []) + [.money(now)]
            + (previous == nil ? [] : [.money(before), .change(now - before)]), currency: key.unit)
      })
    table.totals = ReportTable.sums(of: table.rows, context)
    table.commands = ([asked] + (isShared ? [direct] : [])).map(CommandLineText.command)
    var section = ReportSection(id: "statement-services", title: "Cost by service")
    section.tables = [table]
    return section
  }

  private struct Key: Hashable {
    var name: String?
    var unit: String?
  }

  private static func sums(_ rows: [CostRow]) -> [Key: Amount] {
    rows.reduce(into: [:]) { $0[Key(name: $1.values[0], unit: $1.unit), default: .zero] += $1.amount }
  }
}

extension ReportTable {
  /// A total for each currency: the sums of the money of rows that begin with one name.
  static func sums(of rows: [Row], _ context: ReportContext) -> [Row] {
    let currencies = Set(rows.map { $0.currency ?? "" }).sorted()
    return currencies.compactMap { currency in
      let own = rows.filter { ($0.currency ?? "") == currency }
      guard let first = own.first else { return nil }
      let cells: [Cell] = first.cells.indices.map { index in
        let sum = own.compactMap { $0.cells[index].amount }.reduce(Amount.zero, +)
        switch first.cells[index] {
        case .money: return .money(sum)
        case .change: return .change(sum)
        default: return index == 0 ? .text("Total") : first.cells[index]
        }
      }
      return Row(cells, currency: currency)
    }
  }
}
