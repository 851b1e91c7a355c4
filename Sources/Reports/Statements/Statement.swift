internal import Allocation
internal import Billing

/// What one owner pays for a month, on pages of its own: the owner's part of the report's total.
struct Statement {
  /// "" for what has no owner.
  let owner: String
  /// Its files' name, without an ending.
  let fileName: String
  let page: MonthReport

  /// The statements of all owners, in the order of their names; together they are the report's total.
  static func all(_ context: ReportContext, of report: MonthReport) throws -> [Statement] {
    guard let owners = context.inputs.owners else { return [] }
    var totals: [String: Totals] = [:]
    for row in try context.rows(context.question(by: [owners.concept])) {
      totals[row.values[0] ?? "", default: Totals()].add(row.amount, row.unit ?? "")
    }
    let bridge = try context.bridge(by: [owners.concept, "service"])
    var names = FileNames()
    return try totals.sorted { $0.key < $1.key }.map { owner, total in
      let account = OwnerAccount(context, concept: owners.concept, owner: owner, total: total)
      var page = report
      page.subject = "\(owners.concept) \(owner.isEmpty ? "(none)" : owner)"
      page.sections = try account.sections(bridge)
      page.head = try account.head(report.head)
      for table in page.tables { try table.verify(against: total) }
      page.roundForDisplay()
      return Statement(owner: owner, fileName: names.name(for: owner), page: page)
    }
  }
}
