public import Billing
internal import Programs

/// Hands mail to a server by SMTP, through the curl command.
public struct SMTPChannel: Channel {
  /// How much encryption must be there before anything is said.
  public enum Encryption: String, Sendable, CaseIterable {
    /// Always; where the server has none, nothing is sent.
    case required
    /// Where the server has it.
    case opportunistic
    case none
  }

  public struct Server: Sendable, Equatable {
    /// `smtp://HOST:PORT` or `smtps://HOST:PORT`.
    public var address: WebAddress
    public var from: MailAddress
    public var encryption = Encryption.required
    public var user: String?
    /// The path of a file that holds it; it is read for each message, so that it can be changed.
    public var passwordFile: String?
    /// The path of a certificate to trust beside the system's.
    public var authorityFile: String?

    public init(address: WebAddress, from: MailAddress) {
      self.address = address
      self.from = from
    }
  }

  private let server: Server
  private let retries: Retries
  private let clock: @Sendable () -> Int

  /// - Parameter clock: seconds since 1970.
  public init(_ server: Server, retries: Retries, clock: @escaping @Sendable () -> Int) {
    self.server = server
    self.retries = retries
    self.clock = clock
  }

  public var name: String { "\(server.address.scheme) \(server.address.host)" }
  public var isLoopbackOrFile: Bool { server.address.isLoopback }

  public func send(_ message: Message) async -> DeliveryOutcome {
    do {
      let mail = try Mail(message, from: server.from, at: clock(), place: name)
      let body = try PrivateFile(Array(mail.text.utf8))
      defer { body.remove() }
      let curl = try transfer(of: mail, body.path)
      return await retries.run(name) {
        do {
          return SMTPAnswer.attempt(try await curl.run(seconds: retries.seconds))
        } catch let problem as Problem {
          return .never(problem.what, remedy: problem.remedy)
        } catch {
          return .later("\(error)")
        }
      }
    } catch {
      return .failed(error as? Problem ?? Problem.cannotSend(name, "\(error)"))
    }
  }

  private func transfer(of mail: Mail, _ body: String) throws -> Curl {
    var curl = Curl(server.address, seconds: retries.seconds)
    // What the server says is read from the conversation; what we say to it is dropped.
    curl.add("verbose")
    curl.add("mail-from", "<\(server.from)>")
    for recipient in mail.recipients { curl.add("mail-rcpt", "<\(recipient)>") }
    curl.add("upload-file", body)
    switch server.encryption {
    case .required: curl.add("ssl-reqd")
    case .opportunistic: curl.add("ssl")
    case .none: break
    }
    if let authority = server.authorityFile { curl.add("cacert", authority) }
    if let user = server.user, let file = server.passwordFile {
      curl.add("user", "\(user):\(try SecretFile.text(file))")
    }
    return curl
  }
}
