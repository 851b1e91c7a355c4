import Billing
import Foundation
import TestSupport
import Testing

@testable import Notify

@Suite("sendmail", .timeLimit(.minutes(2)))
struct SendmailChannelTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A program that keeps what it is given, and ends with these statuses one after the other.
  private func program(_ statuses: [Int], says: String = "") throws -> String {
    let path = try folder.write(
      "sendmail",
      """
      #!/bin/sh
      printf '%s\\n' "$@" >>"\(folder.path)/arguments"
      cat >"\(folder.path)/mail"
      echo run >>"\(folder.path)/runs"
      [ -n "\(says)" ] && echo "\(says)" >&2
      count=$(wc -l <"\(folder.path)/runs")
      set -- \(statuses.map(String.init).joined(separator: " "))
      shift $((count - 1))
      exit $1
      """)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  private func channel(_ command: [String], retries: Retries = quickRetries()) throws -> SendmailChannel {
    SendmailChannel(
      command: command, from: try #require(MailAddress("tarsier@example.com")), retries: retries,
      clock: sampleClock)
  }

  @Test func givesItTheMailAndTheRecipients() async throws {
    let channel = try channel([try program([0]), "-a", "work"])
    #expect(await channel.send(sampleMessage) == .handedOver(answer: "taken by the program"))
    #expect(!channel.isLoopbackOrFile)
    #expect(
      String(decoding: try folder.bytes("arguments"), as: UTF8.self)
        == "-a\nwork\n-i\n-f\ntarsier@example.com\n--\ngrowth@example.com\nlead@example.com\n")
    let mail = String(decoding: try folder.bytes("mail"), as: UTF8.self)
    #expect(mail.hasPrefix("From: tarsier@example.com\nTo: growth@example.com\nCc: lead@example.com\n"))
    #expect(!mail.unicodeScalars.contains("\r"))
  }

  @Test func triesAgainWhereItSaysLater() async throws {
    #expect(try await channel([try program([75, 0])]).send(sampleMessage).problem == nil)
    #expect(try folder.bytes("runs").count == 8)
  }

  @Test func doesNotTryAgainWhereItSaysNever() async throws {
    let command = try program([67, 0], says: "no such user")
    let problem = try #require(try await channel([command]).send(sampleMessage).problem)
    #expect(problem.what == "it ended with status 67: no such user")
    #expect(try folder.bytes("runs").count == 4)
  }

  @Test func addressesAreNeverOptions() async throws {
    var message = sampleMessage
    message.recipients = ["-OQueueDirectory=/tmp@example.com"]
    #expect(try await channel([try program([0])]).send(message).problem != nil)
    #expect(!FileManager.default.fileExists(atPath: folder.path("runs")))
  }

  @Test func saysThatThereIsNoProgram() async throws {
    for command in ["/nowhere/sendmail", "no-such-sendmail"] {
      let problem = try #require(try await channel([command]).send(sampleMessage).problem)
      #expect(problem.what == "there is no program \(command)")
    }
  }

  @Test func endsWhatNeverEnds() async throws {
    let path = try folder.write("hang", "#!/bin/sh\nexec sleep 30\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    let problem = try #require(
      try await channel([path], retries: quickRetries(0, limit: .seconds(1))).send(sampleMessage).problem)
    #expect(problem.what.hasSuffix("it did not end in time"))
  }

  @Test func aProgramMayLeaveItsInputUnread() async throws {
    let path = try folder.write("deaf", "#!/bin/sh\nexit 78\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    var message = sampleMessage
    message.text = String(repeating: "a line of text\n", count: 50_000)
    let problem = try #require(try await channel([path]).send(message).problem)
    #expect(problem.what.contains("status 78"), "\(problem)")
  }

  private static let msmtp = (try? Program.run("sh", ["-c", "command -v msmtp"]))?.status == 0

  @Test(
    .enabled(if: Self.msmtp && MailServer.python != nil, "msmtp or aiosmtpd is not there"))
  func worksWithMsmtp() async throws {
    let server = try MailServer.start()
    let settings = try folder.write(
      "msmtprc", "account default\nhost 127.0.0.1\nport \(server.port)\ntls off\nauth off\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: settings)
    let outcome = try await channel(["msmtp", "-C", settings]).send(sampleMessage)
    #expect(outcome == .handedOver(answer: "taken by the program"), "\(outcome)")
    #expect(try server.received().first?["to"] as? [String] == ["growth@example.com", "lead@example.com"])
  }
}
