internal import Billing

extension MonthReport {
  /// The parts that a month's letter has, of those that the report has.
  private static let told = ["reconciliation", "budgets", "findings-by-owner"]
  /// How many findings an owner's letter lists; the statement has all.
  private static let mostFindings = 10

  /// The month in short, for whoever closes it.
  ///
  /// - Parameter concept: the concept of the owners, whose table is told; nil where there is none.
  public func letter(owners concept: String?) -> Letter {
    let wanted = Set(Self.told + (concept.map { ["concept-\(slug($0))"] } ?? []))
    return letter(
      owner: nil, tables: [head.table] + sections.flatMap(\.tables).filter { wanted.contains($0.id) },
      foot: "The whole report has the other parts, and every figure with all its digits in CSV.")
  }

  /// A statement in short, for the owner; nil where nobody of that name pays anything.
  public func letter(of owner: String) -> Letter? {
    guard let page = statements.first(where: { $0.owner == owner })?.page else { return nil }
    return page.letter(
      owner: owner,
      tables: [page.head.table]
        + page.sections.flatMap(\.tables).map { table in
          var table = table
          table.visibleRows = min(table.visibleRows, Self.mostFindings)
          return table
        },
      foot: "Every figure is with all its digits in the statement’s CSV file.")
  }

  private func letter(owner: String?, tables: [ReportTable], foot: String) -> Letter {
    let page = PageHead(self)
    return Letter(
      owner: owner, subject: page.heading, organization: organization,
      kind: owner == nil ? "month" : "statement", period: period.description,
      sentences: [page.state] + head.facts.map { "\($0.title): \($0.value) (\($0.detail))." }
        + sections.compactMap(\.lead),
      tables: tables, foot: foot)
  }
}
