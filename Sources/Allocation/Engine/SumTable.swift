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
  ///
  /// - Parameters:
  ///   - groups: how many groups there are by now.
  ///   - groupOf: the group of a cell.
  @inline(__always)
  func add(
    _ cells: BlockCells, _ firstHour: Int32, _ sliceOfHour: [Int32], groups: Int, groupOf: (Int) -> Int32
  ) {
    makeRoom(for: groups)
    let near = sums.count
    // Through locals: checks of exclusive access would cost more than the sums.
    let (slices, isWide, count) = (slices, cells.isWide, cells.count)
    let (hours, narrow, wide) = unsafe (cells.hours, cells.narrow, cells.wide)
    unsafe sums.withUnsafeMutableBufferPointer { sums in
      unsafe isMet.withUnsafeMutableBufferPointer { isMet in
        for index in 0..<count {
          let slice = unsafe sliceOfHour[Int(hours[index] - firstHour)]
          let group = groupOf(index)
          guard slice >= 0, group >= 0 else { continue }
          let cell = Int(group) * slices + Int(slice)
          let value = unsafe isWide ? wide[index] : Int128(narrow[index])
          if cell < near {
            unsafe sums[cell] += value
            unsafe isMet[cell] = true
          } else {
            far[cell, default: 0] += value
          }
        }
      }
    }
  }

  /// Adds the cells of a block that are all of one group.
  ///
  /// - Parameter groups: how many groups there are by now.
  func add(_ cells: BlockCells, _ firstHour: Int32, _ sliceOfHour: [Int32], groups: Int, group: Int32) {
    makeRoom(for: groups)
    let start = Int(group) * slices
    guard !cells.isWide, start + slices <= sums.count else {
      return add(cells, firstHour, sliceOfHour, groups: groups) { _ in group }
    }
    let (hours, figures, count) = unsafe (cells.hours, cells.narrow, cells.count)
    // Through pointers: a million cells pass here in a question's milliseconds.
    unsafe sliceOfHour.withUnsafeBufferPointer { sliceOfHour in
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        unsafe isMet.withUnsafeMutableBufferPointer { isMet in
          for index in 0..<count {
            let slice = unsafe sliceOfHour[Int(hours[index] &- firstHour)]
            guard slice >= 0 else { continue }
            let cell = start &+ Int(slice)
            // 64-bit figures can't leave 128 bits before there are 2^64 of them.
            unsafe sums[cell] &+= Int128(truncatingIfNeeded: figures[index])
            unsafe isMet[cell] = true
          }
        }
      }
    }
  }

  /// Makes room for the sums of so many groups.
  func makeRoom(for groups: Int) {
    let needed = min(groups * slices, Self.tableSize)
    guard needed > sums.count else { return }
    let count = max(needed, min(sums.count * 2, Self.tableSize))
    sums.append(contentsOf: repeatElement(0, count: count - sums.count))
    isMet.append(contentsOf: repeatElement(false, count: count - isMet.count))
  }

  /// Adds to one sum, for which there is room.
  func add(_ value: Int128, group: Int32, slice: Int32) {
    let cell = Int(group) * slices + Int(slice)
    if cell < sums.count {
      sums[cell] += value
      isMet[cell] = true
    } else {
      far[cell, default: 0] += value
    }
  }

  func forEach(_ body: (_ group: Int, _ slice: Int, _ units: Int128) -> Void) {
    for cell in sums.indices where isMet[cell] { body(cell / slices, cell % slices, sums[cell]) }
    for (cell, units) in far { body(cell / slices, cell % slices, units) }
  }
}
