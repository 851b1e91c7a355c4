import Billing
import Foundation
import TestSupport
import Testing

@testable import Notify

/// Messages that a real web server receives on this machine; it checks the signature with Python's hmac.
@Suite(.timeLimit(.minutes(3)))
struct WebhookChannelTests {
  private static let script = """
    import hashlib, hmac, http.server, json, sys, time
    options = json.loads(sys.argv[1])
    statuses = list(options.get("statuses", []))
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if options.get("hang"): time.sleep(30)
            stamp = self.headers.get("X-Tarsier-Timestamp", "")
            good = "sha256=" + hmac.new(options.get("secret", "").encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
            print(json.dumps({"path": self.path, "body": body.decode(), "headers": dict(self.headers),
                "signed": hmac.compare_digest(good, self.headers.get("X-Tarsier-Signature", ""))}), flush=True)
            status = statuses.pop(0) if statuses else 200
            self.send_response(status)
            if status == 302: self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(b"thanks" if status == 200 else b"no\\nno")
        def log_message(self, *arguments): pass
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print("ready", server.server_port, flush=True)
    server.serve_forever()
    """

  private func channel(
    _ server: PythonServer, secret: String? = nil, template: WebhookTemplate? = nil,
    retries: Retries = quickRetries()
  ) throws -> WebhookChannel {
    let address = try #require(WebAddress("http://127.0.0.1:\(server.port)/hook?a=[1]&b={2}"))
    var target = WebhookChannel.Target(address: address)
    target.secretFile = secret
    target.template = template
    return WebhookChannel(target, retries: retries, clock: sampleClock)
  }

  @Test func postsWhatTheReceiverCanTrust() async throws {
    let folder = try TemporaryFolder()
    let secret = try folder.write("secret", "s3cret \"with\" \\signs é\n")
    let server = try PythonServer(Self.script, ["secret": "s3cret \"with\" \\signs é"])
    let channel = try channel(server, secret: secret)
    #expect(channel.name == "webhook 127.0.0.1" && channel.isLoopbackOrFile)
    #expect(await channel.send(sampleMessage) == .handedOver(answer: "200 thanks"))
    let request = try #require(try server.received().first)
    #expect(request["signed"] as? Bool == true)
    #expect(request["path"] as? String == "/hook?a=[1]&b={2}")
    let headers = try #require(request["headers"] as? [String: String])
    #expect(
      headers["Content-Type"] == "application/json" && headers["X-Tarsier-Timestamp"] == "\(sampleTime)")
    #expect(headers["X-Tarsier-Delivery"] == sampleMessage.id)
    let body = try #require(
      try JSONSerialization.jsonObject(with: Data((request["body"] as? String ?? "").utf8)) as? [String: Any])
    #expect(
      body["subject"] as? String == sampleMessage.subject && body["text"] as? String == sampleMessage.text)
    #expect(body["recipients"] as? [String] == ["growth@example.com"])
    #expect((body["notice"] as? [String: String]) == ["kind": "sample"])
    #expect(body["sent_at"] as? String == "2026-11-27T02:00:00Z")
  }

  @Test func aWrongSecretIsSeen() async throws {
    let folder = try TemporaryFolder()
    let server = try PythonServer(Self.script, ["secret": "other"])
    _ = try await channel(server, secret: try folder.write("secret", "mine")).send(sampleMessage)
    #expect(try server.received().first?["signed"] as? Bool == false)
  }

  @Test(arguments: [[503, 200], [429, 408, 200]]) func triesAgain(statuses: [Int]) async throws {
    let server = try PythonServer(Self.script, ["statuses": statuses])
    #expect(try await channel(server).send(sampleMessage) == .handedOver(answer: "200 thanks"))
    let ids = try server.received().map { ($0["headers"] as? [String: String])?["X-Tarsier-Delivery"] }
    #expect(ids.count == statuses.count && Set(ids).count == 1)
  }

  @Test(arguments: [400, 401, 404, 410, 302]) func takesNoForAnAnswer(status: Int) async throws {
    let server = try PythonServer(Self.script, ["statuses": [status]])
    let problem = try #require(try await channel(server).send(sampleMessage).problem)
    #expect(problem.what == "it answers \(status) no", "\(problem)")
    #expect(try server.received().count == 1)
  }

  @Test func waitsNoLongerThanItMay() async throws {
    let server = try PythonServer(Self.script, ["hang": true])
    let channel = try channel(server, retries: quickRetries(0, limit: .seconds(1)))
    guard case .unsure(let problem) = await channel.send(sampleMessage) else {
      Issue.record("it is not unsure")
      return
    }
    #expect(problem.what == "the message could not be sent in 1 try: it did not answer in time")
  }

  @Test func nobodyThereIsNoDoubt() async throws {
    var target = WebhookChannel.Target(address: try #require(WebAddress("http://127.0.0.1:9/x")))
    target.template = .slack
    let outcome = await WebhookChannel(target, retries: quickRetries(0), clock: sampleClock).send(
      sampleMessage)
    guard case .failed = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test func speaksAsSlackListens() async throws {
    let server = try PythonServer(Self.script)
    var message = sampleMessage
    message.subject = "<!channel> & *bold*"
    message.text = "a <http://evil|link>\n```\n\"quoted\" \\ "
    #expect(try await channel(server, template: .slack).send(message).problem == nil)
    let body = try #require(try server.received().first?["body"] as? String)
    let json = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: String]
    #expect(
      json == [
        "text":
          "*&lt;!channel&gt; &amp; ∗bold∗*\n```\na &lt;http://evil|link&gt;\n'''\n\"quoted\" \\ \n```"
      ])
  }

  @Test func fillsATemplateOfOnesOwn() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "t.mustache", "{\"title\": \"{{subject}}\", \"data\": {{notice}}, \"to\": \"{{recipients}}\"}\n")
    let body = try WebhookTemplate.file(path).body(of: sampleMessage, at: sampleTime, place: "test")
    let json = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
    #expect(
      json?["title"] as? String == sampleMessage.subject && json?["to"] as? String == "growth@example.com")
  }

  @Test(arguments: ["{\"a\": {{subject}}}", "{{#open}}", "", "{\"a\": \"{{text}}"])
  func refusesATemplateThatGivesNoJSON(text: String) throws {
    let path = try TemporaryFolder()
    let file = try path.write("t.mustache", text)
    let problem = try #require(throws: Problem.self) {
      try WebhookTemplate.file(file).body(of: sampleMessage, at: sampleTime, place: "test")
    }
    #expect(problem.place == file)
  }

  @Test func slackIsGivenNoMoreThanItShows() async throws {
    let server = try PythonServer(Self.script)
    var message = sampleMessage
    message.text = String(repeating: "x", count: 40_001)
    #expect(
      try await channel(server, template: .slack).send(message).problem?.what.contains("too long") == true)
    #expect(try server.received().isEmpty)
  }

  @Test func bigMessagesGoThrough() async throws {
    let server = try PythonServer(Self.script)
    var message = sampleMessage
    message.text = String(repeating: "line of a text\n", count: 200_000)
    #expect(try await channel(server).send(message).problem == nil)
  }
}
