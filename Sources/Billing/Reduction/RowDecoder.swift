/// Reads what is looked at once for each combination: dimensions, tags, and which bill.
struct RowDecoder {
  let layout: BillLayout
  let memberColumns: Set<Int>

  func combination(_ row: Row) -> Combination {
    var combination = Combination()
    for (dimension, sources) in layout.dimensions {
      combination[dimension] = sources.lazy.compactMap { text($0, row) }.first
    }
    layout.derive(&combination)
    for (key, column) in layout.tags where !memberColumns.contains(column) {
      if let value = text(.column(column), row) { combination.tags[key] = value }
    }
    for column in layout.tagMaps where !memberColumns.contains(column) {
      if let map = text(.column(column), row) {
        combination.tags.merge(layout.tags(map)) { first, _ in first }
      }
    }
    for (key, column) in layout.costCategories {
      if let value = text(.column(column), row) { combination.costCategories[key] = value }
    }
    for column in layout.costCategoryMaps {
      if let map = text(.column(column), row) {
        combination.costCategories.merge(TagMap.read(map)) { first, _ in first }
      }
    }
    return combination
  }

  /// The bill that a row belongs to, and its billing period.
  func bill(
    _ row: Row, _ combination: Combination
  ) throws(Reject) -> (BillKey, (firstHour: Int, hours: Int, name: String)) {
    guard let account = combination[.billingAccount] else {
      throw missing(.billingAccount, row)
    }
    if combination[.currency] == nil { throw missing(.currency, row) }
    guard let start = text(layout.periodStart, row) else {
      throw Self.reject(row, layout, column: layout.periodStart.column, reason: "is missing")
    }
    guard let startTime = Timestamp.seconds(start) else {
      throw Self.reject(row, layout, column: layout.periodStart.column, reason: "is no time")
    }
    let end = layout.periodEnd.flatMap { text($0, row) }.flatMap(Timestamp.seconds)
    let period = BillSlot.period(start: startTime, end: end)
    return (BillKey(billingAccount: account, period: period.name), period)
  }

  private func missing(_ dimension: Dimension, _ row: Row) -> Reject {
    let column = layout.dimensions.first { $0.dimension == dimension }?.sources.first?.column
    return Self.reject(row, layout, column: column, reason: "is missing")
  }

  private func text(_ source: CellSource, _ row: Row) -> String? {
    switch source {
    case .constant(let value): return value
    case .entry(let column, let key): return unsafe TagMap.read(CSVText.value(row.cell(column)))[key]
    case .column(let column):
      let text = unsafe CSVText.value(row.cell(column))
      return text.isEmpty || text == "NULL" || text == "null" ? nil : text
    }
  }

  static func reject(_ row: Row, _ layout: BillLayout, column: Int?, reason: String) -> Reject {
    var reject = Reject(
      file: layout.header.file, line: row.line, column: column.map { layout.header.names[$0] },
      value: column.map { unsafe CSVText.value(row.cell($0)) } ?? "", reason: reason,
      text: row.plainText)
    if let billed = layout.sums(Combination()).first?.terms.first?.column, row.columns > billed,
      case .figure(let figure) = unsafe readFigure(row.cell(billed))
    {
      reject.billed = Amount(units: figure.units, scale: figure.decimals)
    }
    return reject
  }
}
