/// A row that cannot be read.
public struct Reject: Error, Equatable, Sendable {
  public var file: String
  public var line: Int
  /// The column at fault; nil where the row as a whole is.
  public var column: String?
  public var value: String
  public var reason: String
  /// The row as plain CSV.
  public var text: String
  /// What it would have cost, where that can be read.
  public var billed: Amount?

  public init(
    file: String, line: Int, column: String?, value: String, reason: String, text: String,
    billed: Amount? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.value = value
    self.reason = reason
    self.text = text
    self.billed = billed
  }
}
