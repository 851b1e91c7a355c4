public import Charts

/// A part of a report: its pictures, its tables and what must be said about them.
public struct ReportSection: Sendable {
  /// The anchor in HTML.
  public var id: String
  public var title: String
  /// One sentence made from the figures.
  public var lead: String?
  public var figures: [Figure] = []
  public var tables: [ReportTable] = []
  public var notes: [String] = []

  init(id: String, title: String, lead: String? = nil) {
    self.id = id
    self.title = title
    self.lead = lead
  }
}

/// A picture with a title that says what it shows.
public struct Figure: Sendable {
  public var title: String
  public var chart: any Chart
}
