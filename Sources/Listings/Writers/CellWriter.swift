internal import Billing

/// Writes the cells of one column, each of few values only once.
///
/// An object, since a value would be copied for each cell.
final class CellWriter {
  typealias Writing = (Listing.Cell, inout [UInt8]) -> Void

  private enum Form {
    case each, coded, amounts
  }

  // Apart from their enumeration: to take an array out of it costs as much as to write a cell.
  private let form: Form
  private var each: [Listing.Cell] = []
  private var codes: [Int32] = []
  private var units: [Int128] = []
  private var scale = 0
  private let write: Writing
  /// What the values of a coded column look like, end to end, and where each ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]

  /// - Parameter write: appends a cell in the format at hand.
  init(_ cells: Listing.Cells, _ write: @escaping Writing) {
    self.write = write
    switch cells {
    case .each(let cells): (form, each) = (.each, cells)
    case .amounts(let units, let scale): (form, self.units, self.scale) = (.amounts, units, scale)
    case .coded(let values, let codes):
      (form, self.codes) = (.coded, codes)
      for value in values {
        write(value, &bytes)
        ends.append(bytes.count)
      }
    }
  }

  func append(_ row: Int, to text: inout [UInt8]) {
    switch form {
    case .each: write(each[row], &text)
    case .amounts: write(.amount(Amount(units: units[row], scale: scale)), &text)
    case .coded:
      let code = Int(codes[row])
      let range = ends[code]..<ends[code + 1]
      unsafe bytes.withUnsafeBufferPointer {
        unsafe text.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range]))
      }
    }
  }
}

extension [UInt8] {
  /// Makes room for as many rows as there are, once some of them show how long they get.
  mutating func makeRoom(for rows: Int, after written: Int) {
    let enough = 64
    if written == enough { reserveCapacity(count / enough * rows * 9 / 8) }
  }
}
