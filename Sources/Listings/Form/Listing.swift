public import Billing

/// What a command lists: rows under columns, before any format is chosen.
///
/// A subcommand fills one and hands it to `OutputOptions.show`; the writers turn it into text.
public struct Listing: Equatable, Sendable {
  public var columns: [Column]
  public var rows: Rows
  /// Rows of sums, one a currency; they stand in tables and Markdown, never in JSON or CSV.
  public var totals: [[Cell]] = []
  /// What a reader must know beside the figures; goes to standard error.
  public var notes: [String] = []

  public init(_ columns: [Column], rows: Rows = [], notes: [String] = []) {
    self.columns = columns
    self.rows = rows
    self.notes = notes
  }
}

extension Listing {
  /// Rows with one cell for each column, kept by column.
  public struct Rows: Equatable, Sendable {
    /// As many as the listing's columns; none where there are no rows.
    public let columns: [Cells]

    public init(columns: [Cells]) { self.columns = columns }

    public var count: Int { columns.first?.count ?? 0 }

    public init<Item>(_ items: [Item], row: (Item) throws -> [Cell]) rethrows {
      self.init(try items.map(row))
    }

    public init(_ rows: [[Cell]]) {
      columns = (rows.first ?? []).indices.map { column in .each(rows.map { $0[column] }) }
    }

    /// Some of the rows.
    public subscript(rows: Range<Int>) -> Rows { Rows(columns: columns.map { $0[rows] }) }
  }

  /// The cells of one column.
  public enum Cells: Equatable, Sendable {
    case each([Cell])
    /// Few values in many rows, of which each is set once.
    case coded(values: [Cell], codes: [Int32])
    /// Amounts of one scale.
    case amounts(units: [Int128], scale: Int)

    public var count: Int {
      switch self {
      case .each(let cells): cells.count
      case .coded(_, let codes): codes.count
      case .amounts(let units, _): units.count
      }
    }

    public subscript(row: Int) -> Cell {
      switch self {
      case .each(let cells): cells[row]
      case .coded(let values, let codes): values[Int(codes[row])]
      case .amounts(let units, let scale): .amount(Amount(units: units[row], scale: scale))
      }
    }

    subscript(rows: Range<Int>) -> Cells {
      switch self {
      case .each(let cells): .each(Array(cells[rows]))
      case .coded(let values, let codes): .coded(values: values, codes: Array(codes[rows]))
      case .amounts(let units, let scale): .amounts(units: Array(units[rows]), scale: scale)
      }
    }
  }

  public struct Column: Equatable, Sendable {
    /// The name in JSON and CSV, in snake_case; a tag's is literally `tag:KEY`.
    public var key: String
    /// The name in tables and Markdown.
    public var heading: String
    public var kind: Kind
    /// Where a table is too wide for the terminal, columns of the highest number are left out first; 0 stays.
    public var detail: Int

    public init(_ key: String, _ kind: Kind = .text, heading: String? = nil, detail: Int = 0) {
      self.key = key
      self.heading = heading ?? Self.heading(of: key)
      self.kind = kind
      self.detail = detail
    }

    /// `monthly_cost` as `Monthly cost`; a `tag:KEY` stays as it is written.
    private static func heading(of key: String) -> String {
      guard !key.contains(":") else { return key }
      let words = key.split(separator: "_").joined(separator: " ")
      return words.prefix(1).uppercased() + words.dropFirst()
    }
  }

  /// How a column is set in tables; in JSON and CSV the cells speak for themselves.
  public enum Kind: Equatable, Sendable {
    case text
    /// Money or a quantity, aligned at the point: rounded to `decimals`, or with all digits but at least two.
    case money(decimals: Int? = nil)
    case count
    case flag

    public static let money = Kind.money()
  }

  public enum Cell: Hashable, Sendable {
    case absent
    case text(String)
    /// Money or a quantity: a string with all its digits in JSON.
    case amount(Amount)
    /// A decimal that a script calculates with, such as seconds: a number in JSON.
    case number(Amount)
    case count(Int)
    case flag(Bool)

    public init(_ text: String?) { self = text.map(Cell.text) ?? .absent }
    public init(_ amount: Amount?) { self = amount.map(Cell.amount) ?? .absent }
    public init(_ count: Int?) { self = count.map(Cell.count) ?? .absent }
    public init(_ flag: Bool?) { self = flag.map(Cell.flag) ?? .absent }
  }
}

extension Listing.Rows: ExpressibleByArrayLiteral {
  public init(arrayLiteral rows: [Listing.Cell]...) { self.init(rows) }
}
