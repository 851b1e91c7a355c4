internal import Billing

/// What a command lists: rows under columns, before any format is chosen.
///
/// A subcommand fills one and hands it to `OutputOptions.show`; the writers turn it into text.
struct Listing: Equatable {
  var columns: [Column]
  var rows: Rows
  /// Rows of sums, one a currency; they stand in tables and Markdown, never in JSON or CSV.
  var totals: [[Cell]] = []
  /// What a reader must know beside the figures; goes to standard error.
  var notes: [String] = []

  init(_ columns: [Column], rows: Rows = [], notes: [String] = []) {
    self.columns = columns
    self.rows = rows
    self.notes = notes
  }
}

extension Listing {
  /// Rows with one cell for each column, kept by column.
  struct Rows: Equatable {
    /// As many as the listing's columns; none where there are no rows.
    let columns: [Cells]

    init(columns: [Cells]) { self.columns = columns }

    var count: Int { columns.first?.count ?? 0 }

    init<Item>(_ items: [Item], row: (Item) throws -> [Cell]) rethrows { self.init(try items.map(row)) }

    init(_ rows: [[Cell]]) {
      columns = (rows.first ?? []).indices.map { column in .each(rows.map { $0[column] }) }
    }
  }

  /// The cells of one column.
  enum Cells: Equatable {
    case each([Cell])
    /// Few values in many rows, of which each is set once.
    case coded(values: [Cell], codes: [Int32])
    /// Amounts of one scale.
    case amounts(units: [Int128], scale: Int)

    var count: Int {
      switch self {
      case .each(let cells): cells.count
      case .coded(_, let codes): codes.count
      case .amounts(let units, _): units.count
      }
    }

    subscript(row: Int) -> Cell {
      switch self {
      case .each(let cells): cells[row]
      case .coded(let values, let codes): values[Int(codes[row])]
      case .amounts(let units, let scale): .amount(Amount(units: units[row], scale: scale))
      }
    }
  }

  struct Column: Equatable {
    /// The name in JSON and CSV, in snake_case; a tag's is literally `tag:KEY`.
    var key: String
    /// The name in tables and Markdown.
    var heading: String
    var kind: Kind
    /// Where a table is too wide for the terminal, columns of the highest number are left out first; 0 stays.
    var detail: Int

    init(_ key: String, _ kind: Kind = .text, heading: String? = nil, detail: Int = 0) {
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
  enum Kind: Equatable {
    case text
    /// Money or a quantity, aligned at the point: rounded to `decimals`, or with all digits but at least two.
    case money(decimals: Int? = nil)
    case count
    case flag

    static let money = Kind.money()
  }

  enum Cell: Hashable {
    case absent
    case text(String)
    /// Money or a quantity: a string with all its digits in JSON.
    case amount(Amount)
    /// A decimal that a script calculates with, such as seconds: a number in JSON.
    case number(Amount)
    case count(Int)
    case flag(Bool)

    init(_ text: String?) { self = text.map(Cell.text) ?? .absent }
    init(_ amount: Amount?) { self = amount.map(Cell.amount) ?? .absent }
    init(_ count: Int?) { self = count.map(Cell.count) ?? .absent }
    init(_ flag: Bool?) { self = flag.map(Cell.flag) ?? .absent }
  }
}

extension Listing.Rows: ExpressibleByArrayLiteral {
  init(arrayLiteral rows: [Listing.Cell]...) { self.init(rows) }
}
