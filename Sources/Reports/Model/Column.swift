/// A column of a table.
public struct Column: Sendable {
  /// Its name in CSV, in snake case.
  public var id: String
  /// Its head for people.
  public var title: String
  /// The name in CSV of what its labels tell in their second line.
  public var detailID: String?
  /// Figures stand right, names left.
  public var isNumeric: Bool
  /// Whether HTML draws a bar for each figure.
  public var hasBars = false
  /// Whether only CSV has it: a key for scripts.
  public var isForScripts = false

  static func name(_ id: String, _ title: String, detail: String? = nil) -> Column {
    Column(id: id, title: title, detailID: detail, isNumeric: false)
  }

  static func key(_ id: String) -> Column {
    Column(id: id, title: id, isNumeric: false, isForScripts: true)
  }

  static func figure(_ id: String, _ title: String, bars: Bool = false) -> Column {
    Column(id: id, title: title, isNumeric: true, hasBars: bars)
  }
}
