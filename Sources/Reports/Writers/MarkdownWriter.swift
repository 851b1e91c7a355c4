/// Writes a report as Markdown that reads well on a code host.
enum MarkdownWriter {
  static func text(of report: MonthReport) throws -> String {
    try Templates.render(Page(report), with: "page.md")
  }

  /// What the page's template names; all of it is Markdown already.
  private struct Page {
    let heading: String
    let state: String
    let method: String
    let hasOrigin: Bool
    let origin: [String]
    let hasFacts: Bool
    let facts: [String]
    let hasHighlights: Bool
    let highlights: [String]
    let total: MarkdownTable
    let sections: [Section]

    init(_ report: MonthReport) {
      let head = PageHead(report)
      heading = MarkdownText.escaped(head.heading)
      state = MarkdownText.escaped(head.state)
      method = MarkdownText.escaped(head.method)
      hasOrigin = !head.origin.isEmpty
      origin = head.origin.map(MarkdownText.escaped)
      hasFacts = !report.head.facts.isEmpty
      facts = report.head.facts.map { fact in
        let (title, value) = (MarkdownText.escaped(fact.title), MarkdownText.escaped(fact.value))
        return "**\(title)**: \(value) (\(MarkdownText.escaped(fact.detail)))"
      }
      hasHighlights = !report.head.highlights.isEmpty
      highlights = report.head.highlights.map(MarkdownText.escaped)
      total = MarkdownTable(report.head.table, isNamed: false)
      sections = report.sections.map(Section.init)
    }
  }

  private struct Section {
    let sectionTitle: String
    let leadText: String?
    let tables: [MarkdownTable]
    let notes: [String]

    init(_ section: ReportSection) {
      sectionTitle = MarkdownText.escaped(section.title)
      leadText = section.lead.map(MarkdownText.escaped)
      tables = section.tables.filter(\.isInMarkdown)
        .map { MarkdownTable($0, isNamed: $0.title != section.title) }
      notes = section.notes.map(MarkdownText.escaped)
    }
  }
}
