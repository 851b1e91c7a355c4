internal import Billing

/// The file of owners that the settings name: a CSV file of names and their addresses.
enum OwnerFile {
  /// - Returns: addresses by name, in lower case.
  static func read(_ path: String, namedAt place: Place) throws -> [String: String] {
    let table = try SideTable.read(path, namedAt: place)
    guard !table.rows.isEmpty else { throw Problem.emptySideFile(place, path) }
    var addresses: [String: String] = [:]
    for (number, row) in table.rows.enumerated() {
      guard row.cells.count >= 2 else { throw Problem.ownerColumns(table.place(row, 0)) }
      let (name, address) = (row.cells[0], row.cells[1])
      // A header is optional.
      if number == 0, !MailAddress.isOne(address), ["name", "owner"].contains(name.lowercased()) { continue }
      guard !name.isEmpty else { throw Problem.emptySideCell(table.place(row, 0)) }
      guard MailAddress.isOne(address) else { throw Problem.noAddress("\(table.place(row, 1))", address) }
      guard addresses.updateValue(address, forKey: name.lowercased()) == nil else {
        throw Problem.twiceListed("\(table.place(row, 0))", name)
      }
    }
    return addresses
  }
}
