public import Billing
internal import Programs

/// Hands mail to a program with sendmail's interface, such as Postfix's own or msmtp.
public struct SendmailChannel: Channel {
  private let command: [String]
  private let from: MailAddress
  private let retries: Retries
  private let clock: @Sendable () -> Int

  /// - Parameters:
  ///   - command: the program with its own options.
  ///   - clock: seconds since 1970.
  public init(
    command: [String], from: MailAddress, retries: Retries, clock: @escaping @Sendable () -> Int
  ) {
    self.command = command
    self.from = from
    self.retries = retries
    self.clock = clock
  }

  public var name: String { "sendmail \(command.first ?? "")" }
  /// Nobody knows where the program sends it.
  public var isLoopbackOrFile: Bool { false }

  public func send(_ message: Message) async -> DeliveryOutcome {
    do {
      let mail = try Mail(message, from: from, at: clock(), place: name)
      // `-i`: a line with a dot is not the end. An address begins with no `-`, and `--` says so once more.
      let arguments =
        command.dropFirst() + ["-i", "-f", "\(from)", "--"] + mail.recipients.map(\.description)
      let call = ProgramCall(
        command.first ?? "", Array(arguments), input: Array(mail.text.replacing("\r\n", with: "\n").utf8),
        limit: retries.limit)
      return await retries.run(name) {
        do {
          return Self.attempt(try await call.run())
        } catch let missing as ProgramNotFound {
          return .never("there is no program \(missing.program)", remedy: "install it, or correct 'command'")
        } catch {
          return .later("\(error)")
        }
      }
    } catch {
      return .failed(error as? Problem ?? Problem.cannotSend(name, "\(error)"))
    }
  }

  /// What its exit status means (sysexits.h).
  static func attempt(_ answer: ProgramAnswer) -> Attempt {
    let lines = answer.error.split(whereSeparator: \.isNewline)
    let said = lines.first.map { ": " + String($0.prefix(300)).plainName } ?? ""
    guard let status = answer.status else { return .lost("it did not end in time") }
    switch status {
    case 0: return .taken(answer: "taken by the program")
    // Wrong usage, data, users and hosts; nobody may; a wrong configuration.
    case 64, 65, 67, 68, 77, 78:
      return .never("it ended with status \(status)\(said)", remedy: "try the command by hand")
    default: return .later("it ended with status \(status)\(said)")
    }
  }
}
