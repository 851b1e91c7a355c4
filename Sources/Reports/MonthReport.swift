public import Billing

/// One billing month of an organisation, ready to be written.
///
/// Building it asks every question, and fails where a table does not add up to the bill: the report fails
/// rather than lies.
///
///     let report = try MonthReport(inputs)
///     for file in try ReportFiles.files(of: report) { write(file.text, to: file.name) }
public struct MonthReport: Sendable {
  public var period: Period
  public var organization: String?
  public var asOf: String
  public var timeZone: String
  public var metric: Measure
  public var origin: ReportOrigin?
  public var head: ReportHead
  public var sections: [ReportSection]
  /// Whose costs it tells, as `team voting`; nil for everybody's.
  var subject: String?
  /// The concept whose values it has statements for.
  var ownersConcept: String?
  /// What each owner pays of it.
  var statements: [Statement] = []

  public init(_ inputs: ReportInputs) throws {
    let context = try ReportContext(inputs)
    period = inputs.period
    organization = inputs.organization
    asOf = inputs.asOf
    timeZone = inputs.timeZone
    metric = inputs.metric
    origin = inputs.origin
    ownersConcept = inputs.owners?.concept
    head = try ReportHead(context)
    sections = try Self.sections(concepts: inputs.concepts).compactMap { try $0.section(context) }
    head.add(try context.audit().findings)
    for table in [head.table] + sections.flatMap(\.tables) { try table.verify(against: context.total) }
    roundForDisplay()
    statements = try Statement.all(context, of: self)
  }

  /// Sets the cents in which every table is shown.
  mutating func roundForDisplay() {
    head.table.roundForDisplay()
    for section in sections.indices {
      for table in sections[section].tables.indices { sections[section].tables[table].roundForDisplay() }
    }
  }

  /// Every table, in the order of the page.
  var tables: [ReportTable] { [head.table] + sections.flatMap(\.tables) }
}
