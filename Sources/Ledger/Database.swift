internal import CSQLite
internal import Billing

/// One value of a row or a parameter, in SQLite's own types without floating point.
public enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(nilLiteral: ()) { self = .null }
  public init(_ value: Int) { self = .integer(Int64(value)) }
  /// Text, or null where there is none.
  public init(_ value: String?) { self = value.map(SQLValue.text) ?? .null }
  public init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }
}

/// A connection to an SQLite file; one thread uses it at a time.
///
/// It is a thin layer over SQLite's C interface, because the import binds big blobs, rule queries need
/// an authorizer of their own, and a question's whole process has milliseconds.
@safe public final class Database {
  public enum Mode: Sendable {
    case readOnly
    case readWrite
    /// Creates the file where there is none.
    case create
    /// Lives in memory.
    case memory
  }

  /// The C connection, for the rule engine's authorizer and time limit.
  public let handle: OpaquePointer
  let place: String
  /// Whether anything that was asked of it failed: the file is damaged, gone or held by another.
  public private(set) var hasFailed = false

  public init(path: String, mode: Mode) throws {
    let flags: Int32 =
      switch mode {
      case .readOnly: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      case .memory: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY
      }
    _ = Self.isConfigured
    var opened: OpaquePointer?
    let code = unsafe sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened = unsafe opened else {
      let message = unsafe opened.map { unsafe String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      unsafe sqlite3_close_v2(opened)
      throw Problem.cannotOpen(path, message)
    }
    unsafe handle = opened
    place = path
    unsafe sqlite3_extended_result_codes(handle, 1)
    unsafe sqlite3_busy_timeout(handle, 5_000)
  }

  deinit { unsafe sqlite3_close_v2(handle) }

  /// SQLite is configured once, before its first connection.
  private static let isConfigured = tarsier_configure() == SQLITE_OK

  /// Runs one or more statements without parameters or rows.
  public func execute(_ script: String) throws {
    if unsafe sqlite3_exec(handle, script, nil, nil, nil) != SQLITE_OK { throw failure(script) }
  }

  /// Runs one statement that gives no rows that matter.
  public func run(_ sql: String, _ parameters: [SQLValue] = []) throws {
    let statement = try prepare(sql)
    try statement.bind(parameters)
    while try statement.step() {}
  }

  /// Calls `body` with each row of a query.
  public func query(
    _ sql: String, _ parameters: [SQLValue] = [], _ body: (borrowing Statement) throws -> Void
  ) throws {
    let statement = try prepare(sql)
    try statement.bind(parameters)
    while try statement.step() { try body(statement) }
  }

  /// The first value of a query's first row; null where there is no row.
  public func value(_ sql: String, _ parameters: [SQLValue] = []) throws -> SQLValue {
    let statement = try prepare(sql)
    try statement.bind(parameters)
    return try statement.step() ? statement.value(0) : .null
  }

  public func prepare(_ sql: String) throws -> Statement {
    var prepared: OpaquePointer?
    guard unsafe sqlite3_prepare_v2(handle, sql, -1, &prepared, nil) == SQLITE_OK,
      let prepared = unsafe prepared
    else {
      throw failure(sql)
    }
    return unsafe Statement(prepared, self)
  }

  /// Whether a transaction is open, of which other connections see nothing yet.
  public var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

  /// Runs `body` as one transaction: all of it is kept, or nothing; within another, as a part of that.
  public func transaction<T>(_ body: () throws -> T) throws -> T {
    if isInTransaction { return try body() }
    try execute("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      // A full disk has already rolled back; there is nothing more to undo then.
      if isInTransaction { try? execute("ROLLBACK") }
      throw error
    }
  }

  /// Runs `body` on the database as it would be with what `body` writes, and keeps nothing of that.
  public func rehearsal<T>(_ body: () throws -> T) throws -> T {
    try execute("BEGIN IMMEDIATE")
    let result = Result { try body() }
    if isInTransaction { try execute("ROLLBACK") }
    return try result.get()
  }

  public var lastInsertedRow: Int64 { unsafe sqlite3_last_insert_rowid(handle) }
  public var changes: Int { unsafe Int(sqlite3_changes64(handle)) }

  func failure(_ sql: String) -> Problem {
    hasFailed = true
    return unsafe Problem.sqlite(
      place, code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)),
      sql: sql)
  }
}

/// A prepared statement, reset and bound again for each use.
@safe public struct Statement: ~Copyable {
  /// The C statement, for what this wrapper does not cover.
  public let handle: OpaquePointer
  private let database: Database

  init(_ handle: OpaquePointer, _ database: Database) {
    unsafe self.handle = unsafe handle
    self.database = database
  }

  deinit { unsafe sqlite3_finalize(handle) }

  /// Resets the statement and binds all its parameters, from the first on.
  public func bind(_ parameters: [SQLValue]) throws {
    unsafe sqlite3_reset(handle)
    for (index, parameter) in parameters.enumerated() { try bind(index + 1, parameter) }
  }

  /// Binds one parameter; the first is 1.
  public func bind(_ index: Int, _ parameter: SQLValue) throws {
    let position = Int32(index)
    let code: Int32 =
      switch parameter {
      case .null: unsafe sqlite3_bind_null(handle, position)
      case .integer(let integer): unsafe sqlite3_bind_int64(handle, position, integer)
      case .text(var text):
        text.withUTF8 { bytes in
          unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
            // An empty string has no address, and no address would bind NULL.
            unsafe tarsier_bind_text(
              handle, position, characters.baseAddress ?? emptyText, Int32(characters.count))
          }
        }
      case .blob(let blob):
        unsafe blob.withUnsafeBytes {
          unsafe tarsier_bind_blob(handle, position, $0.baseAddress, Int32($0.count))
        }
      }
    guard code == SQLITE_OK else { throw unsafe database.failure(String(cString: sqlite3_sql(handle))) }
  }

  /// Binds a text by its bytes in UTF-8.
  public func bind(_ index: Int, text: ArraySlice<UInt8>) throws {
    let code = unsafe text.withUnsafeBytes { bytes in
      let characters = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      return unsafe tarsier_bind_text(handle, Int32(index), characters ?? emptyText, Int32(bytes.count))
    }
    guard code == SQLITE_OK else { throw unsafe database.failure(String(cString: sqlite3_sql(handle))) }
  }

  /// Binds the parameter of a name such as `:days`; a name that the statement lacks is passed over.
  public func bind(_ name: String, _ parameter: SQLValue) throws {
    let index = unsafe sqlite3_bind_parameter_index(handle, name)
    if index > 0 { try bind(Int(index), parameter) }
  }

  /// Goes to the next row; false after the last.
  public func step() throws -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw unsafe database.failure(String(cString: sqlite3_sql(handle)))
    }
  }

  /// Runs the statement to its end and resets it.
  public func run(_ parameters: [SQLValue]) throws {
    try bind(parameters)
    try run()
  }

  /// Runs the statement, as it is bound, to its end and resets it; what is bound stays so.
  public func run() throws {
    while try step() {}
    unsafe sqlite3_reset(handle)
  }

  public var columnCount: Int { unsafe Int(sqlite3_column_count(handle)) }

  public func columnName(_ column: Int) -> String {
    unsafe sqlite3_column_name(handle, Int32(column)).map { unsafe String(cString: $0) } ?? ""
  }

  public func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
  }

  public func integer(_ column: Int) -> Int { unsafe Int(sqlite3_column_int64(handle, Int32(column))) }

  /// The column as text; nil where it is null.
  public func text(_ column: Int) -> String? {
    unsafe withBytes(column) { bytes in unsafe bytes.map { unsafe String(decoding: $0, as: UTF8.self) } }
  }

  /// Lends the bytes of a text or blob column; nil where it is null.
  public func withBytes<T>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>?) throws -> T) rethrows -> T {
    guard let start = unsafe sqlite3_column_blob(handle, Int32(column)) else {
      // SQLite lends nothing for what is empty, too.
      return try unsafe body(isNull(column) ? nil : UnsafeBufferPointer(start: nil, count: 0))
    }
    let count = unsafe Int(sqlite3_column_bytes(handle, Int32(column)))
    return try unsafe body(
      UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count))
  }

  /// The column as it is stored; a floating point number comes as its text.
  public func value(_ column: Int) -> SQLValue {
    switch unsafe sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: unsafe .integer(sqlite3_column_int64(handle, Int32(column)))
    case SQLITE_BLOB: unsafe .blob(withBytes(column) { unsafe Array($0 ?? .init(start: nil, count: 0)) })
    default: .text(text(column) ?? "")
    }
  }
}

nonisolated(unsafe) private let emptyText: UnsafePointer<CChar> = {
  let text = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
  unsafe text.initialize(to: 0)
  return unsafe UnsafePointer(text)
}()
