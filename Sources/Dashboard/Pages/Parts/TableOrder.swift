internal import Charts

/// A column that a table can be sorted by; its raw value is what an address calls it.
protocol SortColumn: CaseIterable, Equatable, RawRepresentable, Sendable where RawValue == String {
  /// What sorts the table where the address says nothing.
  static var usual: Self { get }
  /// Names and dates go up, and figures go down, unless they are turned round.
  var goesUp: Bool { get }
}

/// What a table is sorted by, as an address holds it.
struct TableOrder<Column: SortColumn> {
  var column = Column.usual
  var isReversed = false
  /// What tells the table from another one on the page; empty where it is the only one.
  private(set) var table = ""

  init() {}

  init(_ query: Query, table: String = "") {
    self.table = table
    let names = Self.names(table)
    column = query.text(names.column).flatMap(Column.init) ?? .usual
    isReversed = query.flag(names.reverse)
  }

  private static func names(_ table: String) -> (column: String, reverse: String) {
    table.isEmpty ? ("sort", "reverse") : ("sort-\(table)", "reverse-\(table)")
  }

  static func parameters(table: String = "") -> [Parameter] {
    let (names, words) = (names(table), table.isEmpty ? "the table" : "the \(table)")
    return [
      Parameter(
        names.column, .oneOf(Column.allCases.map(\.rawValue)),
        "What sorts \(words); \(Column.usual.rawValue) without."),
      Parameter(names.reverse, .flag, "Sort \(words) the other way round."),
    ]
  }

  var isUsual: Bool { column == .usual && !isReversed }

  private var isAscending: Bool { column.goesUp != isReversed }

  /// What an address says of it; nil for what goes without saying.
  var fields: [(name: String, value: String?)] {
    let names = Self.names(table)
    return [
      (names.column, column == .usual ? nil : column.rawValue), (names.reverse, isReversed ? "true" : nil),
    ]
  }

  /// The places of rows in this order: without a value last, and equal ones as they stand.
  func places<Key: Comparable>(_ keys: [Key?]) -> [Int] {
    keys.indices.sorted { a, b in
      switch (keys[a], keys[b]) {
      case (let first?, let second?) where first != second: (first < second) == isAscending
      case (.some, nil): true
      case (nil, .some): false
      default: a < b
      }
    }
  }

  /// - Parameter address: where the page with another order is.
  func heading(_ column: Column, address: (TableOrder) -> String) -> SortHeading {
    let isCurrent = column == self.column
    var next = self
    next.column = column
    next.isReversed = isCurrent && !isReversed
    return SortHeading(link: address(next), isAscending: isCurrent ? isAscending : nil)
  }
}

/// What a heading does that sorts its column: another click on it turns it round.
struct SortHeading {
  var link: String
  /// Nil where the table is not sorted by this column.
  var isAscending: Bool?
}

extension PageAddress {
  /// The same question, sorted so.
  func with<Column>(_ order: TableOrder<Column>) -> PageAddress {
    order.fields.reduce(self) { $0.with($1.name, $1.value) }
  }
}

extension Markup {
  /// The head of a column.
  ///
  /// - Parameter sort: nil for a column that does not sort.
  mutating func putHead(_ text: String, style: String, _ sort: SortHeading?) {
    put("<th scope=\"col\" class=\"\(style)\"")
    if let isAscending = sort?.isAscending {
      put(" aria-sort=\"\(isAscending ? "ascending" : "descending")\"")
    }
    put(">")
    if let sort {
      put("<a href=\"")
      put(escaped: sort.link)
      put("\">")
    }
    put(escaped: text)
    put(sort == nil ? "</th>" : "</a></th>")
  }
}
