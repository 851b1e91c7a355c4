/// Finds, in the first rows of a file, the columns that have nearly as many values as there are resources.
///
/// They are kept with the resource, as the member of a series, so that the combinations stay few whatever
/// is written into a tag. Which columns these are differs from bill to bill.
final class MemberColumns: RowConsumer {
  /// A column with fewer values than this in the sample is never worth it.
  private static let fewest = 256

  let layout: BillLayout
  private let candidates: [Int]
  private var distinct: [Set<UInt64>]

  init(layout: BillLayout) {
    self.layout = layout
    candidates = ([layout.resource].compactMap(\.self) + layout.tags.map(\.column) + layout.tagMaps)
    distinct = Array(repeating: [], count: candidates.count)
  }

  func add(_ row: Row) {
    for (index, column) in candidates.enumerated() {
      let cell = row.cell(column)
      if let start = cell.baseAddress, cell.count > 0 { distinct[index].insert(hashBytes(start, cell.count, 0)) }
    }
  }

  func reject(_ reject: Reject) {}

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
