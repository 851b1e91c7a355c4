/// The column names of a bill, found again whatever their case.
struct Header: Sendable {
  let names: [String]
  private let positions: [String: Int]
  /// Values that the user gave for columns: `--assume BillingCurrency=USD`.
  let assumed: [String: String]
  /// The file, for messages.
  let file: String

  init(names: [String], file: String, assumed: [String: String] = [:]) {
    self.names = names
    self.file = file
    self.assumed = Dictionary(assumed.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
    positions = Dictionary(names.enumerated().map { ($1.lowercased(), $0) }) { first, _ in first }
  }

  /// The position of a column; nil where the file lacks it.
  subscript(name: String) -> Int? { positions[name.lowercased()] }

  func has(_ names: String...) -> Bool { names.allSatisfy { self[$0] != nil } }

  /// The cells of those of the columns that are there.
  func sources(_ names: [String]) -> [CellSource] {
    names.compactMap { name in
      self[name].map(CellSource.column) ?? assumed[name.lowercased()].map(CellSource.constant)
    }
  }

  /// The cell of a column without which the bill cannot be read.
  func mandatory(_ name: String) throws -> CellSource {
    guard let source = sources([name]).first else { throw Problem.missingColumn(name, file: file) }
    return source
  }
}
