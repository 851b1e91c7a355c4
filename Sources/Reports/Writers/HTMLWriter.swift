internal import Charts

/// Writes a report as one page that asks for nothing from elsewhere.
enum HTMLWriter {
  static func text(of report: MonthReport) throws -> String {
    try Templates.render(Page(report), with: "page.html")
  }

  /// What the page's template names.
  private struct Page {
    let css = Templates.css
    let organization: String?
    let subject: String?
    let periodTitle: String
    let heading: String
    let state: String
    let method: String
    let origin: [String]
    let totals: [ReportHead.Fact]
    let facts: [ReportHead.Fact]
    let hasHighlights: Bool
    let highlights: [String]
    let totalCommands: [String]
    let sections: [Section]

    init(_ report: MonthReport) {
      let head = PageHead(report)
      organization = report.organization
      subject = report.subject
      periodTitle = report.period.title
      heading = head.heading
      state = head.state
      method = head.method
      origin = head.origin
      totals = report.head.totals
      facts = report.head.facts
      hasHighlights = !report.head.highlights.isEmpty
      highlights = report.head.highlights
      totalCommands = report.head.table.commands
      sections = report.sections.map(Section.init)
    }
  }

  private struct Section {
    /// Rows of tables that fit on a sheet with the pictures above them.
    static let longest = 16

    let anchor: String
    let sectionTitle: String
    let leadText: String?
    /// Whether it is kept on one sheet of paper.
    let isShort: Bool
    let figures: [Picture]
    let tables: [HTMLTable]
    let notes: [String]

    init(_ section: ReportSection) {
      anchor = section.id
      sectionTitle = section.title
      leadText = section.lead
      isShort = section.tables.filter { !$0.isFolded }.map(\.rows.count).reduce(0, +) <= Self.longest
      figures = section.figures.enumerated().map { index, figure in
        Picture(
          caption: figure.title,
          markup: figure.chart.html(id: "\(section.id)-\(index + 1)", title: figure.title))
      }
      tables = section.tables.map { HTMLTable($0, isNamed: $0.title != section.title || $0.isFolded) }
      notes = section.notes
    }
  }

  private struct Picture {
    let caption: String
    let markup: String
  }
}
