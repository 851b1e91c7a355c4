/// A report's files, in memory: whoever asks decides where they go.
public enum ReportFiles {
  /// The page in its three forms, then each table: `2026-10.html`, …, `2026-10/services.csv`, ….
  public static func files(of report: MonthReport) throws -> [ReportFile] {
    let name = report.period.description
    let page = [
      ReportFile(name: "\(name).html", text: try HTMLWriter.text(of: report)),
      ReportFile(name: "\(name).md", text: try MarkdownWriter.text(of: report)),
      ReportFile(name: "\(name).csv", text: CSVWriter.text(of: report)),
    ]
    let tables = report.tables.map { table in
      ReportFile(name: "\(name)/\(table.id).csv", text: CSVWriter.text(of: table))
    }
    return page + tables
  }
}

/// One file of a report.
public struct ReportFile: Sendable {
  /// Its path under the folder of reports.
  public var name: String
  public var text: String
}
