/// The reports of a folder, a month or week at a time, the newest first.
struct ReportsPage {
  /// What was written for one month or week.
  struct Report {
    var name: String
    /// The report itself, in each of its forms.
    var forms: [File]
    var statements: [Statement]
    var tables: [File]
    var hasStatements: Bool
    var hasTables: Bool
  }

  /// What one owner is told.
  struct Statement {
    var owner: String
    var forms: [File]
  }

  struct File {
    var text: String
    var link: String
  }

  let reports: [Report]
  let folder: String

  /// - Parameter names: the files' paths below the folder.
  init(_ names: [String], folder: String) {
    self.folder = folder
    let byReport = Dictionary(grouping: names) { name in
      name.split(separator: "/").count == 1 ? Self.stem(name) : String(name.prefix { $0 != "/" })
    }
    reports = byReport.sorted { $0.key > $1.key }.map { report, names in
      let deep = Dictionary(grouping: names) { $0.split(separator: "/").count }
      let owners = Dictionary(grouping: deep[3] ?? []) { Self.stem($0) }
      let statements = owners.sorted { $0.key < $1.key }.map { path, names in
        Statement(
          owner: path.split(separator: "/").last.map(String.init) ?? path, forms: Self.forms(names))
      }
      let tables = (deep[2] ?? []).map {
        File(text: String($0.dropFirst(report.count + 1)), link: Self.link($0))
      }
      return Report(
        name: report, forms: Self.forms(deep[1] ?? []), statements: statements, tables: tables,
        hasStatements: !statements.isEmpty, hasTables: !tables.isEmpty)
    }
  }

  /// The name without its ending.
  private static func stem(_ name: String) -> String {
    name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  /// The same in each of its forms, the one for people first.
  private static func forms(_ names: [String]) -> [File] {
    let words = [("html", "Read"), ("md", "Markdown"), ("txt", "Text"), ("csv", "CSV")]
    return words.flatMap { ending, word in
      names.filter { $0.hasSuffix(".\(ending)") }.map { File(text: word, link: link($0)) }
    }
  }

  private static func link(_ name: String) -> String {
    PageAddress(
      ReportShelf.path + "/"
        + name.split(separator: "/").map { PageAddress.encoded(String($0)) }.joined(separator: "/")
    ).text
  }
}
