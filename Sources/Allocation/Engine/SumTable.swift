internal import Ledger

/// Sums of one bill by group and slice.
final class SumTable {
  private let slices: Int
  private var sums: [Int128] = []
  private var isMet: [Bool] = []
  /// Cells beyond the table, where there are very many groups.
  private var far: [Int: Int128] = [:]
  private static let tableSize = 1 << 24

  init(slices: Int) { self.slices = slices }

  /// Adds the cells of a block; a group or a slice below zero does not count.
  @inline(__always)
  func add(_ cells: BlockCells, _ firstHour: Int32, _ sliceOfHour: [Int32], groupOf: (Int) -> Int32) {
    let isWide = cells.isWide
    for index in cells.hours.indices {
      let slice = sliceOfHour[Int(cells.hours[index] - firstHour)]
      let group = groupOf(index)
      guard slice >= 0, group >= 0 else { continue }
      let cell = Int(group) * slices + Int(slice)
      let value = isWide ? cells.wide[index] : Int128(cells.narrow[index])
      if cell >= sums.count {
        guard cell < Self.tableSize else {
          far[cell, default: 0] += value
          continue
        }
        grow(cell)
      }
      sums[cell] += value
      isMet[cell] = true
    }
  }

  private func grow(_ cell: Int) {
    let count = max(cell + 1, min(sums.count * 2, Self.tableSize))
    sums.append(contentsOf: repeatElement(0, count: count - sums.count))
    isMet.append(contentsOf: repeatElement(false, count: count - isMet.count))
  }

  func forEach(_ body: (_ group: Int, _ slice: Int, _ units: Int128) -> Void) {
    for cell in sums.indices where isMet[cell] { body(cell / slices, cell % slices, sums[cell]) }
    for (cell, units) in far { body(cell / slices, cell % slices, units) }
  }
}
