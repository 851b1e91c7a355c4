import Foundation
import TestSupport

/// A mail server on this machine (aiosmtpd), which behaves as its options say.
enum MailServer {
  /// The Python that has aiosmtpd; nil where `scripts/install-aiosmtpd` could not see to it.
  static let python: String? = {
    let root = URL(fileURLWithPath: #filePath).appending(path: "../../../..").standardized.path
    if FileManager.default.fileExists(atPath: "\(root)/.build-aiosmtpd/installed") {
      return "\(root)/.build-aiosmtpd/bin/python"
    }
    let result = try? Program.run("python3", ["-c", "import aiosmtpd, sys; print(sys.executable)"])
    guard let result, result.status == 0 else { return nil }
    return result.out.split(separator: "\n").first.map(String.init)
  }()

  static let missing = "aiosmtpd is not there; run scripts/install-aiosmtpd"

  /// - Parameter options: `replies` to DATA in their order, `refused` recipients, `user` and `password`,
  ///   `certificate` and `key` for STARTTLS, `implicit` for TLS from the first byte.
  static func start(_ options: [String: Any] = [:]) throws -> PythonServer {
    try PythonServer(python: python ?? "", script, options)
  }

  private static let script = """
    import base64, json, socket, ssl, sys, threading
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult, LoginPassword

    options = json.loads(sys.argv[1])

    class Handler:
        replies = list(options.get("replies", []))

        async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
            if address in options.get("refused", []):
                return "550 5.1.1 no such user"
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, server, session, envelope):
            reply = self.replies.pop(0) if self.replies else "250 2.0.0 queued as 4711"
            print(json.dumps({
                "from": envelope.mail_from, "to": envelope.rcpt_tos, "reply": reply,
                "data": base64.b64encode(envelope.original_content).decode(),
                "tls": session.ssl is not None or "implicit" in options,
                "authenticated": session.authenticated}), flush=True)
            return reply

    def check(server, session, envelope, mechanism, data):
        good = isinstance(data, LoginPassword) and (data.login.decode(), data.password.decode()) == (
            options["user"], options["password"])
        return AuthResult(success=good, handled=False)

    arguments = {}
    if "certificate" in options:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options["certificate"], options["key"])
        arguments["ssl_context" if "implicit" in options else "tls_context"] = context
    if "user" in options:
        arguments.update(authenticator=check, auth_required=True, auth_require_tls="certificate" in options)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(Handler(), hostname="127.0.0.1", port=port, **arguments)
    controller.start()
    print("ready", port, flush=True)
    threading.Event().wait()
    """
}

/// A certificate of our own for `localhost`, which nobody trusts.
struct SelfSigned {
  let folder: TemporaryFolder
  var certificate: String { folder.path("certificate.pem") }
  var key: String { folder.path("key.pem") }

  init() throws {
    folder = try TemporaryFolder()
    let result = try Program.run(
      "openssl",
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=localhost", "-addext",
        "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", folder.path("key.pem"), "-out",
        folder.path("certificate.pem"),
      ])
    guard result.status == 0 else { throw ProgramError(program: "openssl", reason: result.err) }
  }
}
