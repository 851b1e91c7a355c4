internal import Billing

/// A message as programs get it: the words, and the same as data.
enum Envelope {
  /// One line of JSON, without a line end.
  static func json(of message: Message, at seconds: Int) throws -> String {
    let head = Head(
      copies: message.copies, id: message.id, recipients: message.recipients,
      sentAt: Civil.timeText(seconds: seconds), subject: message.subject, text: message.text)
    // The notice is JSON already, and is not read only to be written again.
    return try JSONText.of(head).dropLast() + ",\"notice\":\(JSONText.oneLine(message.json))}"
  }

  private struct Head: Encodable {
    var copies: [String]
    var id: String
    var recipients: [String]
    var sentAt: String
    var subject: String
    var text: String

    enum CodingKeys: String, CodingKey {
      case copies, id, recipients
      case sentAt = "sent_at"
      case subject, text
    }
  }
}
