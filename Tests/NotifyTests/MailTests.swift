import Billing
import Foundation
import TestSupport
import Testing

@testable import Notify

@Suite("Mail")
struct MailTests {
  private static func mail(_ message: Message) throws -> Mail {
    let from = try #require(MailAddress("tarsier@example.com"))
    return try Mail(message, from: from, at: sampleTime, place: "test")
  }

  @Test func looksLikeThis() throws {
    let mail = try Self.mail(sampleMessage)
    expectGolden(mail.text.replacing("\r\n", with: "\n"), "mail.eml")
    #expect(mail.recipients.map(\.description) == ["growth@example.com", "lead@example.com"])
    for line in mail.text.split(separator: "\r\n", omittingEmptySubsequences: false) {
      #expect(line.utf8.count <= 78 && !line.hasPrefix(".") && line.utf8.allSatisfy { $0 < 127 }, "\(line)")
      #expect(!line.unicodeScalars.contains("\r") && !line.unicodeScalars.contains("\n"))
    }
  }

  @Test(arguments: [
    "a@b.example\r\nBcc: evil@example.com", "a@b.example\nBcc: evil@example.com", "-oQ/tmp@example.com",
    "--@example.com", "a b@example.com", "A <a@example.com>", "a@example.com,b@example.com", "@example.com",
    "a@", "a@@example.com", "a@example", "a@-example.com", "ä@example.com", "a@exämple.com",
    "\"a\"@example.com",
    "a..b@example.com", ".a@example.com", "a@[127.0.0.1]", "a;b@example.com", "a@example.com ", "",
  ]) func refusesWhatIsNoAddress(text: String) throws {
    var message = sampleMessage
    message.recipients = [text]
    let problem = try #require(throws: Problem.self) { try Self.mail(message) }
    #expect(problem.description.contains("is no mail address"))
    #expect(!problem.description.contains("\n"))
  }

  @Test func isForSomebody() {
    var message = sampleMessage
    message.recipients = []
    #expect(throws: Problem.self) { try Self.mail(message) }
  }

  @Test(arguments: [
    ("plain", "Subject: plain"),
    ("one\r\nBcc: evil@example.com", "Subject: =?utf-8?B?b25l4pCN4pCKQmNjOiBldmlsQGV4YW1wbGUuY29t?="),
    ("=?utf-8?q?sly?=", "Subject: =?utf-8?B?PT91dGYtOD9xP3NseT89?="),
  ]) func headersBeginNoOthers(subject: String, header: String) {
    #expect(MailHeader.text("Subject", subject) == [header])
  }

  @Test func tellsTheDay() {
    #expect(MailHeader.date(sampleTime) == "Fri, 27 Nov 2026 02:00:00 +0000")
    #expect(MailHeader.date(0) == "Thu, 1 Jan 1970 00:00:00 +0000")
  }

  /// Messages of random strings, read back by Python's email package in one call.
  @Test func nothingBreaksItsStructure() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    let pieces = [
      "\r", "\n", "\r\n", "\r\n.\r\n", ".", "..", "--", "=_", "=\n", "=3D", " ", "\t", "\u{0}", "\u{1B}[2J",
      "é", "🦥",
      "\u{202E}", "From ", "Subject: x", "\r\n\r\n", "Content-Type: text/html", "=?utf-8?B?", "?=", "<", "&",
      "\"",
      "a", "word ", String(repeating: "x", count: 90), "--=_", "\u{2028}", "e\u{301}", "\\", "'",
    ]
    func text(_ most: Int) -> String {
      (0..<Int.random(in: 0...most, using: &random)).map { _ in random.pick(pieces) }.joined()
    }
    let folder = try TemporaryFolder()
    var expected: [[String: String]] = []
    for number in 0..<400 {
      let message = Message(
        recipients: ["a\(number)@example.com"], copies: number % 3 == 0 ? [] : ["b@example.com"],
        subject: text(30),
        text: text(200), html: text(200), json: "{}")
      try folder.write("\(number).eml", Data(try Self.mail(message).text.utf8))
      expected.append(["subject": message.subject.plainName, "text": message.text, "html": message.html])
    }
    try folder.write("expected.json", try JSONEncoder().encode(expected))
    let complaints = try Program.python(
      """
      import email, email.policy, json, sys
      def lines(text):
          text = text.replace("\\r\\n", "\\n")
          return text[:-1] if text.endswith("\\n") else text
      for number, wanted in enumerate(json.load(open(sys.argv[1] + "/expected.json"))):
          data = open(f"{sys.argv[1]}/{number}.eml", "rb").read()
          mail = email.message_from_bytes(data, policy=email.policy.default)
          def fail(what): print(number, what, data[:600])
          if mail.defects or any(part.defects for part in mail.walk()): fail("defects")
          if [k for k in mail.keys() if k != "Cc"] != ["From", "To", "Subject", "Date", "Message-ID",
              "Auto-Submitted", "MIME-Version", "Content-Type"]: fail(mail.keys())
          if " ".join(mail["Subject"].split()) != " ".join(wanted["subject"].split()): fail(mail["Subject"])
          parts = list(mail.iter_parts())
          if [p.get_content_type() for p in parts] != ["text/plain", "text/html"]: fail("parts")
          for part, name in zip(parts, ["text", "html"]):
              got = part.get_payload(decode=True).decode("utf-8")
              if lines(got).rstrip("\\n") != lines(wanted[name]).rstrip("\\n"): fail((name, got, wanted[name]))
          for line in data.split(b"\\r\\n"):
              if len(line) > 78 or line.startswith(b".") or b"\\r" in line or b"\\n" in line or max(line, default=0) > 126:
                  fail(line)
      """, [folder.path])
    #expect(complaints.isEmpty, "seed \(seed): \(complaints.prefix(2000))")
  }
}
