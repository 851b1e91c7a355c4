internal import Billing

/// A message as mail: MIME with a plain and an HTML part, ready for the wire.
///
/// All of it is ASCII, no line is longer than 78 characters, none begins with a point, and every one ends in CR LF.
struct Mail {
  let recipients: [MailAddress]
  let text: String

  /// - Parameters:
  ///   - seconds: the time that it bears, since 1970.
  ///   - place: the channel, for a problem with the addresses.
  init(_ message: Message, from: MailAddress, at seconds: Int, place: String) throws {
    let to = try Self.addresses(message.recipients, place)
    let copies = try Self.addresses(message.copies, place).filter { !to.contains($0) }
    guard !to.isEmpty else { throw Problem.noRecipient(place) }
    recipients = to + copies
    let host = from.description.split(separator: "@").last ?? "localhost"
    // No text in quoted-printable has it: a `=` is followed by two digits or a line end there.
    let boundary = "=_\(message.id)"
    var lines =
      MailHeader.list("From", ["\(from)"]) + MailHeader.list("To", to.map(\.description))
      + MailHeader.list("Cc", copies.map(\.description)) + MailHeader.text("Subject", message.subject)
    lines += [
      "Date: \(MailHeader.date(seconds))", "Message-ID: <\(message.id)@\(host)>",
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0", "Content-Type: multipart/alternative;", " boundary=\"\(boundary)\"", "",
    ]
    for (type, body) in [("plain", message.text), ("html", message.html)] {
      lines += [
        "--\(boundary)", "Content-Type: text/\(type); charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable", "",
      ]
      lines += QuotedPrintable.lines(of: body)
    }
    lines += ["--\(boundary)--", ""]
    text = lines.joined(separator: "\r\n")
  }

  private static func addresses(_ texts: [String], _ place: String) throws -> [MailAddress] {
    var known: [MailAddress] = []
    for text in texts {
      guard let address = MailAddress(text) else { throw Problem.noAddress(place, text) }
      if !known.contains(address) { known.append(address) }
    }
    return known
  }
}
