public import Billing
internal import Programs

/// Posts messages as JSON to a web server, signed so that it can know whom they are from.
///
/// The signature is `X-Tarsier-Signature: sha256=HEX`: the HMAC-SHA256, by the shared secret, of the value of
/// `X-Tarsier-Timestamp`, a point and the body. `X-Tarsier-Delivery` is the same for every try of one message.
public struct WebhookChannel: Channel {
  public struct Target: Sendable, Equatable {
    public var address: WebAddress
    /// The path of a file that holds the secret to sign with.
    public var secretFile: String?
    public var template: WebhookTemplate?
    /// The path of a certificate to trust beside the system's.
    public var authorityFile: String?

    public init(address: WebAddress) {
      self.address = address
    }

    /// - Parameter file: a file that holds the address, for one that is a secret.
    public init(addressIn file: String) throws {
      guard let address = WebAddress(try SecretFile.text(file)),
        address.scheme == "https" || address.isLoopback
      else { throw Problem.noSecretAddress(file) }
      self.init(address: address)
    }
  }

  private let target: Target
  private let retries: Retries
  private let clock: @Sendable () -> Int

  /// - Parameter clock: seconds since 1970.
  public init(_ target: Target, retries: Retries, clock: @escaping @Sendable () -> Int) {
    self.target = target
    self.retries = retries
    self.clock = clock
  }

  /// Without the path, which is the secret of a Slack webhook.
  public var name: String { "webhook \(target.address.host)" }
  public var isLoopbackOrFile: Bool { target.address.isLoopback }

  public func send(_ message: Message) async -> DeliveryOutcome {
    do {
      let body =
        try target.template.map { try $0.body(of: message, at: clock(), place: name) }
        ?? Envelope.json(of: message, at: clock())
      let secret = try target.secretFile.map { Array(try SecretFile.text($0).utf8) }
      let file = try PrivateFile(Array(body.utf8))
      defer { file.remove() }
      return await retries.run(name) {
        do {
          let curl = transfer(of: body, file.path, secret, id: message.id)
          return Self.attempt(try await curl.run(seconds: retries.seconds))
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

  private func transfer(of body: String, _ file: String, _ secret: [UInt8]?, id: String) -> Curl {
    var curl = Curl(target.address, seconds: retries.seconds)
    curl.add("request", "POST")
    curl.add("header", "Content-Type: application/json")
    curl.add("header", "User-Agent: tarsier")
    curl.add("header", "X-Tarsier-Delivery: \(id)")
    // Curl would wait for a leave to send that few servers give.
    curl.add("header", "Expect:")
    if let secret {
      let time = "\(clock())"
      curl.add("header", "X-Tarsier-Timestamp: \(time)")
      curl.add("header", "X-Tarsier-Signature: \(Self.signature(of: body, at: time, by: secret))")
    }
    curl.add("data-binary", "@\(file)")
    curl.add("max-filesize", "1048576")
    curl.add("write-out", "\n%{http_code} %{size_upload}")
    if let authority = target.authorityFile { curl.add("cacert", authority) }
    return curl
  }

  static func signature(of body: String, at time: String, by secret: [UInt8]) -> String {
    "sha256=" + SHA256.authentication(of: Array("\(time).\(body)".utf8), key: secret)
  }

  static func attempt(_ answer: ProgramAnswer) -> Attempt {
    let text = String(decoding: answer.output, as: UTF8.self)
    let cut = text.lastIndex(of: "\n") ?? text.startIndex
    let figures = text[cut...].split(whereSeparator: \.isWhitespace).map { Int($0) }
    guard let code = figures.first ?? nil, code >= 100 else {
      return Curl.attempt(answer, isOnItsWay: figures.last != 0)
    }
    let first = text[..<cut].split(whereSeparator: \.isNewline).first ?? ""
    let said = "\(code)\(first.isEmpty ? "" : " ")\(first.prefix(200))".plainName
    switch code {
    case 200..<300: return .taken(answer: said)
    case 408, 425, 429, 500...: return .later("it answers \(said)")
    default:
      return .never(
        "it answers \(said)", remedy: "correct the url or the secret; redirections are not followed")
    }
  }
}
