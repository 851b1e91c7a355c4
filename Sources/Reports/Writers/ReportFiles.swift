internal import Billing

/// A report's files, in memory: whoever asks decides where they go.
public enum ReportFiles {
  /// The page in its three forms, then each table: `2026-10.html`, …, `2026-10/services.csv`, …, and the
  /// statements in the same three forms.
  public static func files(of report: MonthReport) throws -> [ReportFile] {
    let name = report.period.description
    let page = try forms(of: report, named: name)
    let tables = report.tables.map { table in
      ReportFile(name: "\(name)/\(table.id).csv", text: CSVWriter.text(of: table))
    }
    return try page + tables + report.statements.flatMap { try forms(of: $0, named: name) }
  }

  /// The files of one owner's statement.
  ///
  /// - Throws: a `Problem` where nobody of that name pays anything of the month.
  public static func files(of report: MonthReport, statementOf owner: String) throws -> [ReportFile] {
    guard let concept = report.ownersConcept else { throw Problem.noOwners("the statement of \(owner)") }
    guard let statement = report.statements.first(where: { $0.owner == owner }) else {
      let known = report.statements.map(\.owner).filter { !$0.isEmpty }
      throw Problem.unknownOwner(
        owner, concept: concept, near: NearestName.of(owner, among: known), known: known)
    }
    return try forms(of: statement, named: report.period.description)
  }

  private static func forms(of statement: Statement, named month: String) throws -> [ReportFile] {
    try forms(of: statement.page, named: "\(month)/statements/\(statement.fileName)")
  }

  private static func forms(of report: MonthReport, named name: String) throws -> [ReportFile] {
    [
      ReportFile(name: "\(name).html", text: try HTMLWriter.text(of: report)),
      ReportFile(name: "\(name).md", text: try MarkdownWriter.text(of: report)),
      ReportFile(name: "\(name).csv", text: CSVWriter.text(of: report)),
    ]
  }
}

/// One file of a report.
public struct ReportFile: Sendable {
  /// Its path under the folder of reports.
  public var name: String
  public var text: String
}
