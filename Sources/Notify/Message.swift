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

  /// What tells it from other messages: the same for every try to send it, so that whoever gets it twice can know.
  public var id: String {
    let parts = [recipients.joined(separator: ","), copies.joined(separator: ","), subject, text, json]
    return String(SHA256.hexadecimal(of: Array(parts.joined(separator: "\u{0}").utf8)).prefix(32))
  }
}
