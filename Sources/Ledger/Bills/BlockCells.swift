public import Billing

/// The cells of one block, unpacked; the same object is filled again for the next block.
public final class BlockCells {
  public fileprivate(set) var series: Int64 = 0
  public fileprivate(set) var combination: Int64 = 0
  /// Hours since 1970.
  public fileprivate(set) var hours: [Int32] = []
  /// The member of each cell; empty where the block has one.
  public fileprivate(set) var members: [Int32] = []
  /// Units at the bill's scale; empty where the block's figures are wider.
  public fileprivate(set) var narrow: [Int64] = []
  public fileprivate(set) var wide: [Int128] = []
  /// The places of the cells in the block's digits.
  fileprivate var present: [Int] = []

  public var isWide: Bool { !wide.isEmpty }
}

extension BlockCells {
  /// A cell for each hour, or for those that a presence string marks.
  fileprivate func readPresence(_ row: borrowing Statement, _ count: Int, _ firstHour: Int32) {
    hours.removeAll(keepingCapacity: true)
    members.removeAll(keepingCapacity: true)
    present.removeAll(keepingCapacity: true)
    unsafe row.withBytes(4) { presence in
      guard let presence = unsafe presence else {
        hours.append(contentsOf: firstHour..<(firstHour + Int32(count)))
        present.append(contentsOf: 0..<count)
        return
      }
      var marked = present
      present = []
      for index in 0..<count where unsafe presence[index] == UInt8(ascii: "1") { marked.append(index) }
      present = marked
      hours.append(contentsOf: marked.lazy.map { firstHour + Int32($0) })
    }
  }

  /// An hour and a member for each cell.
  fileprivate func readOffsets(_ row: borrowing Statement, _ count: Int, _ firstHour: Int32) {
    hours.removeAll(keepingCapacity: true)
    members.removeAll(keepingCapacity: true)
    present.removeAll(keepingCapacity: true)
    let width = row.integer(3)
    unsafe row.withBytes(4) { offsets in
      for index in 0..<count {
        let offset = unsafe offsets?.baseAddress.map { unsafe Digits.read($0, index, width) } ?? 0
        hours.append(firstHour + Int32(offset))
        present.append(index)
      }
    }
    let memberWidth = row.integer(5)
    guard memberWidth > 0 else { return }
    unsafe row.withBytes(6) { bytes in
      for index in 0..<count {
        unsafe members.append(
          Int32(bytes?.baseAddress.map { unsafe Digits.read($0, index, memberWidth) } ?? 0))
      }
    }
  }

  fileprivate func readFigures(_ row: borrowing Statement, _ count: Int, _ scale: Int) {
    narrow.removeAll(keepingCapacity: true)
    wide.removeAll(keepingCapacity: true)
    let width = row.integer(8)
    unsafe row.withBytes(9) { bytes in
      let start = unsafe bytes?.baseAddress
      if row.isNull(7) {
        guard let start = unsafe start, width == Digits.wideWidth else { return }
        for index in present { unsafe wide.append(Digits.readWide(start, index, scale: scale)) }
        return
      }
      let base = Int64(row.integer(7))
      guard let start = unsafe start, width > 0 else {
        narrow.append(contentsOf: repeatElement(base, count: present.count))
        return
      }
      // Through a local: the checks of exclusive access would cost more than the digits.
      var figures = narrow
      narrow = []
      for index in present { unsafe figures.append(base &+ Int64(Digits.read(start, index, width))) }
      narrow = figures
    }
  }
}

/// The names in one block.
public struct BlockMembers {
  public var resources: [String?]
  /// Own tags as JSON; nil where a member has none.
  public var ownTags: [String?]
}

extension Ledger {
  /// Unpacks one measure of all blocks of a bill whose combination is wanted.
  ///
  /// - Parameters:
  ///   - wants: whether a combination's blocks are unpacked at all.
  ///   - body: called for each block with the same object.
  public func forEachBlock(
    of bill: StoredBill, _ measure: Measure, wants: (Int64) -> Bool, _ body: (BlockCells) throws -> Void
  ) throws {
    let cells = BlockCells()
    let name = measure.rawValue
    let scale = bill.scale(of: measure)
    try database.query(
      """
      SELECT combination_id, n, first_hour, hours_w, hours, member_w, member, iif(\(name)_w = -1, billed_base, \(name)_base),
        iif(\(name)_w = -1, billed_w, \(name)_w), iif(\(name)_w = -1, billed, \(name)), id FROM series WHERE bill_id = ?
      """, [.integer(bill.id)]
    ) { row in
      let combination = Int64(row.integer(0))
      guard wants(combination) else { return }
      cells.combination = combination
      cells.series = Int64(row.integer(10))
      let count = row.integer(1)
      let firstHour = Int32(row.integer(2))
      if row.isNull(3) {
        cells.readPresence(row, count, firstHour)
      } else {
        cells.readOffsets(row, count, firstHour)
      }
      cells.readFigures(row, count, scale)
      try body(cells)
    }
  }

  /// The names of a block's members.
  public func members(of series: Int64) throws -> BlockMembers {
    var members = BlockMembers(resources: [], ownTags: [])
    try database.query(
      "SELECT n, resource_w, resource_at, resources, own_w, own_at, own_tags FROM member WHERE series_id = ?",
      [.integer(series)]
    ) { row in
      let count = row.integer(0)
      members.resources = texts(row, count, width: 1, offsets: 2, bytes: 3)
      members.ownTags =
        row.isNull(4)
        ? Array(repeating: nil, count: count) : texts(row, count, width: 4, offsets: 5, bytes: 6)
    }
    return members
  }

  private func texts(
    _ row: borrowing Statement, _ count: Int, width: Int, offsets: Int, bytes: Int
  ) -> [String?] {
    let width = row.integer(width)
    return unsafe row.withBytes(offsets) { offsets in
      unsafe row.withBytes(bytes) { bytes in
        guard let start = unsafe offsets?.baseAddress, let bytes = unsafe bytes else {
          return Array(repeating: nil, count: count)
        }
        return (0..<count).map { index in
          let range = unsafe Digits.read(start, index, width)..<Digits.read(start, index + 1, width)
          return unsafe range.isEmpty
            ? nil : String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
        }
      }
    }
  }
}
