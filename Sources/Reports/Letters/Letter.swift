internal import Billing

/// A report in short, as mail: what a person reads in it without opening a page.
public struct Letter: Sendable {
  /// Whom it is for: a value of the concept of owners; nil for whoever looks after all of it.
  public var owner: String?
  public var subject: String
  var organization: String?
  var kind: String
  /// The month or week that it tells of.
  var period: String
  /// Sentences on top.
  var sentences: [String]
  var tables: [ReportTable]
  var foot: String

  /// The letter as HTML that mail programs show: no style sheet, no picture, nothing from elsewhere.
  public func html() throws -> String { try Templates.render(LetterPage(self), with: "letter.html") }

  /// The same as text.
  public func text() throws -> String { try Templates.render(LetterPage(self), with: "letter.txt") }

  /// The same for programs: an object with the tables' rows, money as text with all its digits.
  public func json() throws -> String { try LetterJSON.text(of: self) }
}
