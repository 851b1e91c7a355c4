internal import Billing

/// Writes the cells of one column, each of few values only once.
struct CellWriter {
  typealias Writing = (Listing.Cell, inout [UInt8]) -> Void

  private let cells: Listing.Cells
  private let write: Writing
  /// What the values of a coded column look like, end to end, and where each ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// - Parameter write: appends a cell in the format at hand.
  init(_ cells: Listing.Cells, _ write: @escaping Writing) {
    self.cells = cells
    self.write = write
    guard case .coded(let values, _) = cells else { return }
    for value in values {
      write(value, &bytes)
      ends.append(bytes.count)
    }
  }

  func append(_ row: Int, to text: inout [UInt8]) {
    guard case .coded(_, let codes) = cells else { return write(cells[row], &text) }
    let code = Int(codes[row])
    text.append(contentsOf: bytes[(code == 0 ? 0 : ends[code - 1])..<ends[code]])
  }
}

extension [UInt8] {
  /// Makes room for as many rows as there are, once some of them show how long they get.
  mutating func makeRoom(for rows: Int, after written: Int) {
    let enough = 64
    if written == enough { reserveCapacity(count / enough * rows * 9 / 8) }
  }
}
