internal import Ledger

/// Adds rows to one table, a column after the other, with their texts as the documents have them.
///
/// Tens of thousands of rows of twenty columns are made for one audit; a text is not taken out of a document
/// to be put into SQLite.
struct RowWriter: ~Copyable {
  private let insertion: Statement
  /// The parameter that was bound last.
  private var column: Int
  /// How many columns have the same values in all rows.
  private let constants: Int
  private var cursor = 0

  /// - Parameter constants: the values of the first columns in every row.
  init(_ table: InventoryTable, on database: Database, constants: [SQLValue]) throws {
    let statement = try table.insertion(on: database)
    for (index, value) in constants.enumerated() { try statement.bind(index + 1, value) }
    insertion = statement
    self.constants = constants.count
    column = constants.count
  }

  mutating func add(_ value: SQLValue) throws {
    column += 1
    try insertion.bind(column, value)
  }

  /// Adds the values of columns of one object; null where there is none.
  mutating func add(_ columns: [Column], of object: JSONValue?) throws {
    cursor = 0
    for known in columns {
      try add(object?.member(known.nameBytes, from: &cursor), as: known)
    }
  }

  /// Ends the row.
  mutating func finish() throws {
    try insertion.run()
    column = constants
  }

  private mutating func add(_ value: JSONValue?, as known: Column) throws {
    guard let value else { return try add(.null) }
    switch known.form {
    case .list, .split, .json: try add(raw: value)
    case .integer, .flag, .count, .present: try add(SQLValue(value.scalar.flatMap { Int($0) }))
    case .text, .time, .tag, .ending, .given: try add(text: value)
    }
  }

  /// Adds a string's text, or the digits of a number.
  mutating func add(text value: JSONValue?) throws {
    switch value?.kind {
    case .string where value?.isEscaped == true: try add(SQLValue(value?.string))
    case .string, .number, .yes, .no: try add(raw: value)
    case .object, .array, .null, nil: try add(.null)
    }
  }

  /// Adds a list or an object as JSON.
  mutating func add(raw value: JSONValue?) throws {
    guard let value else { return try add(.null) }
    column += 1
    try insertion.bind(column, text: value.bytes)
  }
}
