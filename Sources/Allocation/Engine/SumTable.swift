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
    // Through locals: checks of exclusive access would cost more than the sums.
    var sums = self.sums
    var isMet = self.isMet
    self.sums = []
    self.isMet = []
    defer {
      self.sums = sums
      self.isMet = isMet
    }
    let isWide = cells.isWide
    let (hours, narrow, wide) = (cells.hours, cells.narrow, cells.wide)
    for index in hours.indices {
      let slice = sliceOfHour[Int(hours[index] - firstHour)]
      let group = groupOf(index)
      guard slice >= 0, group >= 0 else { continue }
      let cell = Int(group) * slices + Int(slice)
      let value = isWide ? wide[index] : Int128(narrow[index])
      if cell >= sums.count {
        guard cell < Self.tableSize else {
          far[cell, default: 0] += value
          continue
        }
        let count = max(cell + 1, min(sums.count * 2, Self.tableSize))
        sums.append(contentsOf: repeatElement(0, count: count - sums.count))
        isMet.append(contentsOf: repeatElement(false, count: count - isMet.count))
      }
      sums[cell] += value
      isMet[cell] = true
    }
  }

  func forEach(_ body: (_ group: Int, _ slice: Int, _ units: Int128) -> Void) {
    for cell in sums.indices where isMet[cell] { body(cell / slices, cell % slices, sums[cell]) }
    for (cell, units) in far { body(cell / slices, cell % slices, units) }
  }
}
