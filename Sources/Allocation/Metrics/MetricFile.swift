internal import Billing

/// Reads a measured series: a CSV file with the columns time, value and any dimension or concept.
struct MetricFile {
  private static let mostDecimals = 12

  let name: String
  let names: ReferenceNames
  private var times: (text: String, hour: Int, isDay: Bool)?

  init(name: String, names: ReferenceNames) {
    self.name = name
    self.names = names
  }

  mutating func read(_ source: MetricSource) throws -> Metric {
    try metric(try SideTable.read(source.path, namedAt: source.place), namedAt: source.place)
  }

  mutating func metric(_ table: SideTable, namedAt place: Place) throws -> Metric {
    guard let header = table.rows.first else { throw Problem.emptySideFile(place, table.file) }
    let headings = header.cells.map { $0.lowercased() }
    guard let time = headings.firstIndex(of: "time") else { throw Problem.metricColumn(table.file, "time") }
    guard let value = headings.firstIndex(of: "value") else {
      throw Problem.metricColumn(table.file, "value")
    }
    let labels = header.cells.indices.filter { $0 != time && $0 != value }
    var metric = Metric(name: name, fields: [])
    for label in labels {
      metric.fields.append(try field(header.cells[label], at: table.place(header, label)))
    }
    var amounts: [Amount] = []
    var known: [[String]: Int] = [:]
    for row in table.rows.dropFirst() {
      guard row.cells.count == header.cells.count else {
        throw Problem.metricCells(table.place(row, 0), row.cells.count, header.cells.count)
      }
      let (hour, isDay) = try moment(row.cells[time], table.place(row, time))
      guard let amount = Amount(row.cells[value]), amount >= .zero, amount.scale <= Self.mostDecimals,
        amount < Amount(units: 1_000_000_000_000_000, scale: 0)
      else { throw Problem.metricValue(table.place(row, value), row.cells[value]) }
      let texts = labels.map { row.cells[$0] }
      if let line = known.updateValue(row.line, forKey: ["\(hour)\(isDay)"] + texts) {
        throw Problem.metricTwice(table.place(row, time), line)
      }
      amounts.append(amount)
      metric.rows.append(Metric.Row(hour: hour, isDay: isDay, units: 0, labels: texts))
    }
    metric.scale = amounts.map(\.scale).max() ?? 0
    for (index, amount) in amounts.enumerated() {
      metric.rows[index].units = amount.scaled(to: metric.scale).units
    }
    return metric
  }

  private func field(_ name: String, at place: Place) throws -> Field {
    if names.concepts.contains(name) { return .concept(name) }
    if let field = Field(name) { return field }
    let known = Dimension.allCases.map(\.rawValue) + names.concepts
    throw Problem.metricHeading(place, name, near: NearestName.of(name, among: known))
  }

  /// Rows of one hour mostly stand together, so a time is read once.
  private mutating func moment(_ text: String, _ place: Place) throws -> (Int, Bool) {
    if let times, times.text == text { return (times.hour, times.isDay) }
    guard let seconds = Timestamp.seconds(text), !text.contains("/") else {
      throw Problem.metricTime(place, text)
    }
    let isDay = text.utf8.count == "2026-10-31".utf8.count
    let hour = floorDivide(seconds, 3600)
    times = (text, hour, isDay)
    return (hour, isDay)
  }
}
