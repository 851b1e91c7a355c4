internal import Billing
public import Programs

/// Publishes messages to a topic of Amazon SNS, through the aws command.
public struct SNSChannel: Channel {
  /// Runs the aws command with these arguments behind those that say as whom and where.
  public typealias Call = @Sendable (_ arguments: [String]) async throws -> ProgramAnswer

  /// What SNS takes in one message.
  private static let mostBytes = 256 * 1024

  private let topic: String
  private let call: Call
  private let retries: Retries
  public let isLoopbackOrFile: Bool

  /// - Parameters:
  ///   - topic: its ARN.
  ///   - isLoopback: whether the calls stay on this machine.
  public init(topic: String, isLoopback: Bool, retries: Retries, call: @escaping Call) {
    self.topic = topic
    isLoopbackOrFile = isLoopback
    self.retries = retries
    self.call = call
  }

  public var name: String { "sns \(topic)" }

  public func send(_ message: Message) async -> DeliveryOutcome {
    guard message.text.utf8.count <= Self.mostBytes else {
      return .failed(Problem.tooLong(name, "SNS takes \(Self.mostBytes / 1024) KB"))
    }
    do {
      let request = Request(message: message.text, subject: Self.subject(message.subject), topicArn: topic)
      // In a file: a text on the command line that begins with file:// would be read from there.
      let file = try PrivateFile(Array(try JSONText.of(request).utf8))
      defer { file.remove() }
      return await retries.run(name) {
        do {
          return Self.attempt(try await call(["sns", "publish", "--cli-input-json", "file://\(file.path)"]))
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

  private struct Request: Encodable {
    var message: String
    var subject: String
    var topicArn: String

    enum CodingKeys: String, CodingKey {
      case message = "Message"
      case subject = "Subject"
      case topicArn = "TopicArn"
    }
  }

  /// SNS takes ASCII of under 100 characters.
  static func subject(_ text: String) -> String { String(text.asciiName.prefix(99)) }

  /// The codes of the service that are gone when it is asked again.
  private static let passing = [
    "Throttl", "TooManyRequests", "RequestLimitExceeded", "InternalError", "InternalFailure",
    "ServiceUnavailable",
  ]

  static func attempt(_ answer: ProgramAnswer) -> Attempt {
    guard let status = answer.status else { return .lost("it did not answer in time") }
    let said = answer.error.split(whereSeparator: \.isNewline).joined(separator: " ").plainName
    if status == 0 {
      let text = String(decoding: answer.output, as: UTF8.self)
      return .taken(answer: text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
    if let code = said.firstMatch(of: /An error occurred \((\w+)\)/)?.1,
      !passing.contains(where: { code.hasPrefix($0) })
    {
      return .never(
        "the service refuses: \(said)", remedy: "check the topic, and that sns:Publish is allowed on it")
    }
    return .later(said.isEmpty ? "the aws command ended with status \(status)" : String(said.prefix(300)))
  }
}
