/// What is told to somebody, in every form that a channel may need.
public struct Message: Sendable, Equatable {
  /// Mail addresses; channels that have no use for them carry them along.
  public var recipients: [String]
  public var copies: [String]
  public var subject: String
  public var text: String
  public var html: String
  /// The same as JSON, for channels that programs read.
  public var json: String

  public init(
    recipients: [String], copies: [String] = [], subject: String, text: String, html: String, json: String
  ) {
    self.recipients = recipients
    self.copies = copies
    self.subject = subject
    self.text = text
    self.html = html
    self.json = json
  }
}
