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
    let statements = try report.statements.flatMap {
      try forms(of: $0.page, named: "\(name)/statements/\($0.fileName)")
    }
    return page + tables + statements
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
