/// Where something is written: a file, and in it a line and a column.
public struct Place: Sendable, Hashable, CustomStringConvertible {
  public var file: String
  public var line: Int
  public var column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// Without the folders, for pages that tell nobody's paths.
  public var brief: String { "\(file.split(separator: "/").last.map(String.init) ?? file):\(line):\(column)" }

  public var description: String { "\(file):\(line):\(column)" }
}
