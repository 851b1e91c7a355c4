internal import Billing
internal import Ledger

/// Divides the cells of blocks and adds up the parts.
struct CellDivider {
  let scale: Int
  let remains: Remains
  private var divider = Divider()

  init(scale: Int, remains: Remains) {
    self.scale = scale
    self.remains = remains
  }

  /// Adds the parts of a block's cells.
  ///
  /// - Parameters:
  ///   - groups: how many groups there are by now.
  ///   - divisionOf: how a cell is divided; nil for one that is none of ours.
  mutating func add(
    _ cells: BlockCells, _ firstHour: Int, _ sliceOfHour: [Int32], to table: SumTable, groups: Int,
    divisionOf: (Int) -> Division?
  ) {
    table.makeRoom(for: groups)
    let (isWide, hours, narrow, wide) = unsafe (cells.isWide, cells.hours, cells.narrow, cells.wide)
    for index in 0..<cells.count {
      let hour = unsafe Int(hours[index])
      let slice = sliceOfHour[hour - firstHour]
      guard slice >= 0, let division = divisionOf(index) else { continue }
      let value = unsafe isWide ? wide[index] : Int128(narrow[index])
      let undivided = { (number: Int, rest: Int128) in
        remains.add(number, Amount(units: rest, scale: scale), hour: hour)
      }
      divider.divide(value, division, hour: hour, undivided: undivided)
      for (slot, group) in division.groups.enumerated() where group >= 0 {
        let part = divider.slots[slot]
        // The source is met even where nothing of it is left.
        if part != 0 || slot == 0 { table.add(part, group: group, slice: slice) }
      }
    }
  }
}
