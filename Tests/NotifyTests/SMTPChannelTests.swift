import Billing
import Foundation
import TestSupport
import Testing

@testable import Notify

/// Mail that a real server receives on this machine.
@Suite(.enabled(if: MailServer.python != nil, "\(MailServer.missing)"), .timeLimit(.minutes(3)))
struct SMTPChannelTests {
  private func channel(
    _ server: PythonServer, scheme: String = "smtp", host: String = "127.0.0.1",
    retries: Retries = quickRetries(),
    _ adjust: (inout SMTPChannel.Server) -> Void = { _ in }
  ) throws -> SMTPChannel {
    try channel(port: server.port, scheme: scheme, host: host, retries: retries, adjust)
  }

  private func channel(
    port: Int, scheme: String = "smtp", host: String = "127.0.0.1", retries: Retries = quickRetries(),
    _ adjust: (inout SMTPChannel.Server) -> Void = { _ in }
  ) throws -> SMTPChannel {
    var settings = SMTPChannel.Server(
      address: try #require(WebAddress("\(scheme)://\(host):\(port)")),
      from: try #require(MailAddress("tarsier@example.com")))
    settings.encryption = .none
    adjust(&settings)
    return SMTPChannel(settings, retries: retries, clock: sampleClock)
  }

  @Test func handsOverWhatItWasGiven() async throws {
    let server = try MailServer.start()
    let channel = try channel(server)
    #expect(channel.isLoopbackOrFile)
    #expect(await channel.send(sampleMessage) == .handedOver(answer: "250 2.0.0 queued as 4711"))
    let mail = try #require(try server.received().first)
    #expect(mail["from"] as? String == "tarsier@example.com")
    #expect(mail["to"] as? [String] == ["growth@example.com", "lead@example.com"])
    // Points, line ends and all came as they were sent.
    let sent = try Mail(
      sampleMessage, from: try #require(MailAddress("tarsier@example.com")), at: sampleTime, place: "")
    let data = try #require(Data(base64Encoded: mail["data"] as? String ?? ""))
    #expect(String(decoding: data, as: UTF8.self) == sent.text)
  }

  @Test func pointsInAForeignBodySurvive() async throws {
    let server = try MailServer.start()
    var message = sampleMessage
    message.text = "\n.\n..\n.x\r\n.\r\nQUIT\r\n"
    _ = try await channel(server).send(message)
    #expect(try server.received().count == 1)
  }

  @Test func triesAgainAfter4xx() async throws {
    let server = try MailServer.start(["replies": ["451 4.3.0 try later", "250 2.0.0 fine"]])
    #expect(try await channel(server).send(sampleMessage) == .handedOver(answer: "250 2.0.0 fine"))
    let mails = try server.received()
    #expect(mails.count == 2 && mails[0]["data"] as? String == mails[1]["data"] as? String)
  }

  @Test func givesUpWhereItStays4xx() async throws {
    let server = try MailServer.start(["replies": ["451 later", "451 later", "451 much later"]])
    let problem = try #require(try await channel(server).send(sampleMessage).problem)
    #expect(problem.what == "the message could not be sent in 3 tries: 451 much later")
  }

  @Test func doesNotTryAgainAfter5xx() async throws {
    let server = try MailServer.start(["replies": ["554 5.7.1 spam"]])
    let problem = try #require(try await channel(server).send(sampleMessage).problem)
    #expect(problem.what == "it refuses: 554 5.7.1 spam" && problem.place == "smtp 127.0.0.1")
    #expect(try server.received().count == 1)
  }

  @Test func oneRefusedRecipientIsAFailure() async throws {
    let server = try MailServer.start(["refused": ["lead@example.com"]])
    let problem = try #require(try await channel(server).send(sampleMessage).problem)
    #expect(problem.what == "it refuses: 550 5.1.1 no such user")
    #expect(try server.received().isEmpty)
  }

  @Test func sendsNothingInTheOpenWhereEncryptionIsRequired() async throws {
    let server = try MailServer.start()
    let channel = try channel(server) { $0.encryption = .required }
    let problem = try #require(await channel.send(sampleMessage).problem)
    #expect(problem.what.hasPrefix("the connection is not safe"), "\(problem)")
    #expect(try server.received().isEmpty)
  }

  @Test(arguments: ["smtp", "smtps"]) func trustsNobodyUnknown(scheme: String) async throws {
    let own = try SelfSigned()
    var options: [String: Any] = ["certificate": own.certificate, "key": own.key]
    if scheme == "smtps" { options["implicit"] = true }
    let server = try MailServer.start(options)
    let strict = try channel(server, scheme: scheme, host: "localhost") { $0.encryption = .required }
    let problem = try #require(await strict.send(sampleMessage).problem)
    #expect(problem.what.hasPrefix("the connection is not safe"), "\(problem)")
    #expect(try server.received().isEmpty)

    let trusting = try channel(server, scheme: scheme, host: "localhost") {
      $0.encryption = .required
      $0.authorityFile = own.certificate
    }
    #expect(await trusting.send(sampleMessage) == .handedOver(answer: "250 2.0.0 queued as 4711"))
    #expect(try server.received().first?["tls"] as? Bool == true)
  }

  @Test func signsInWithASecretFromAFile() async throws {
    let own = try SelfSigned()
    let server = try MailServer.start([
      "certificate": own.certificate, "key": own.key, "user": "tarsier", "password": "p\"a\\ss wörd:%",
    ])
    let password = try own.folder.write("password", "p\"a\\ss wörd:%\n")
    func channel(_ file: String) throws -> SMTPChannel {
      try self.channel(server, host: "localhost") {
        $0.encryption = .required
        $0.authorityFile = own.certificate
        $0.user = "tarsier"
        $0.passwordFile = file
      }
    }
    #expect(try await channel(password).send(sampleMessage).problem == nil)
    #expect(try server.received().first?["authenticated"] as? Bool == true)

    let wrong = try own.folder.write("wrong", "secret-that-is-wrong\n")
    let problem = try #require(try await channel(wrong).send(sampleMessage).problem)
    #expect(problem.what.hasPrefix("it refuses: 535"), "\(problem)")
    #expect(!problem.description.contains("secret-that-is-wrong"))
    let missing = try #require(try await channel("/nowhere/password").send(sampleMessage).problem)
    #expect(missing.place == "/nowhere/password")
    #expect(try server.received().count == 1)
  }

  @Test func saysThatAServerIsDown() async throws {
    let server = try MailServer.start()
    let port = server.port
    withExtendedLifetime(server) {}
    let down = try channel(port: port == 9 ? 10 : 9)
    let problem = try #require(await down.send(sampleMessage).problem)
    #expect(
      problem.what.hasPrefix("the message could not be sent in 3 tries: Failed to connect"), "\(problem)")
  }

  @Test func waitsNoLongerThanItMay() async throws {
    let silent = try PythonServer(
      """
      import socket, threading
      server = socket.create_server(("127.0.0.1", 0))
      print("ready", server.getsockname()[1], flush=True)
      held = []
      while True: held.append(server.accept())
      """)
    let channel = try channel(silent, retries: quickRetries(1, limit: .seconds(1)))
    let start = ContinuousClock.now
    let problem = try #require(await channel.send(sampleMessage).problem)
    #expect(problem.what == "the message could not be sent in 2 tries: it did not answer in time")
    #expect(ContinuousClock.now - start < .seconds(300))
  }

  /// A server that takes the mail, and never says so.
  @Test func isUnsureWhereTheLastAnswerNeverCame() async throws {
    let server = try PythonServer(
      """
      import socket
      server = socket.create_server(("127.0.0.1", 0))
      print("ready", server.getsockname()[1], flush=True)
      held = []
      while True:
          client, _ = server.accept()
          held.append(client)
          lines = client.makefile("rwb")
          def say(text): lines.write(text + b"\\r\\n"); lines.flush()
          say(b"220 hello")
          for line in lines:
              if line.startswith(b"DATA"):
                  say(b"354 go on")
                  break
              say(b"250 fine")
      """)
    let channel = try channel(port: server.port, retries: quickRetries(0, limit: .seconds(2)))
    guard case .unsure(let problem) = await channel.send(sampleMessage) else {
      Issue.record("it is not unsure")
      return
    }
    #expect(problem.what == "the message could not be sent in 1 try: it did not answer in time")
  }

  @Test func readsTheConversation() {
    let said =
      "* Connected\n< 220 hi\n> DATA\n< 354 go\n} [5 bytes data]\n< 250 2.0.0 Ok\n> QUIT\n< 221 Bye\n"
    #expect(SMTPAnswer.lastReply(said) == "250 2.0.0 Ok")
    #expect(SMTPAnswer.lastReply("") == nil)
  }
}
