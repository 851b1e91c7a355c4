/// Finds, in the first rows of a file, the columns that have nearly as many values as there are resources.
///
/// They are kept with the resource, as the member of a series, so that the combinations stay few whatever
/// is written into a tag. Which columns these are differs from bill to bill. A description that is another
/// one in nearly every row says no more than the row's figures; it is not kept at all.
final class ColumnSample: RowConsumer {
  /// A column with fewer values than this in the sample is never worth it.
  private static let fewest = 256

  let layout: BillLayout
  private let candidates: [Int]
  private let descriptions: [Int]
  private var distinct: [Set<UInt64>]
  private var distinctDescriptions: Set<UInt64> = []
  private var rows = 0
  private var months: [String: Int] = [:]

  init(layout: BillLayout) {
    self.layout = layout
    candidates = ([layout.resource].compactMap(\.self) + layout.tags.map(\.column) + layout.tagMaps)
    descriptions =
      layout.dimensions.first { $0.dimension == .description }?.sources.compactMap(\.column) ?? []
    distinct = Array(repeating: [], count: candidates.count)
  }

  func add(_ row: Row) {
    rows += 1
    if layout.takesPeriodFromCharges, let column = layout.chargeStart.column,
      let seconds = unsafe Timestamp.seconds(CSVText.value(row.cell(column)))
    {
      months[Civil.monthText(hours: floorDivide(seconds, 3600)), default: 0] += 1
    }
    for column in descriptions { unsafe distinctDescriptions.insert(hash(row.cell(column)) ?? 0) }
    for (index, column) in candidates.enumerated() {
      if let hash = unsafe hash(row.cell(column)) { distinct[index].insert(hash) }
    }
  }

  /// The hash of what a cell says, however it is quoted; nil where it is empty.
  private func hash(_ cell: UnsafeBufferPointer<UInt8>) -> UInt64? {
    let value = unsafe Array(CSVText.value(cell).utf8)
    if value.isEmpty { return nil }
    return unsafe (value + Array(repeating: 0, count: 16)).withUnsafeBufferPointer { bytes in
      unsafe bytes.baseAddress.map { unsafe hashBytes($0, value.count, 0) }
    }
  }

  func reject(_ reject: Reject) {}

  /// The layout as the sample shows it to be: with the period where the file does not name it.
  func settled(_ layout: BillLayout, isWhole: Bool) -> BillLayout {
    var layout = !isWhole && hasIdleDescriptions ? layout.without(.description) : layout
    if layout.takesPeriodFromCharges,
      let month = months.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key
    {
      layout.periodStart = .constant("\(month)-01")
    }
    return layout
  }

  /// Whether three of four rows have a description of their own.
  private var hasIdleDescriptions: Bool {
    distinctDescriptions.count >= Self.fewest && distinctDescriptions.count * 4 >= rows * 3
  }

  /// The columns to keep with the member; the resource's is always one.
  var columns: Set<Int> {
    let resources = layout.resource == nil ? 0 : distinct[0].count
    var columns = Set([layout.resource].compactMap(\.self))
    for (index, column) in candidates.enumerated()
    where distinct[index].count >= Self.fewest && distinct[index].count * 2 >= resources {
      columns.insert(column)
    }
    return columns
  }
}
