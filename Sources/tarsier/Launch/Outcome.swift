internal import Listings
internal import ArgumentParser
internal import Billing
internal import Janitor

/// How the process ends: its exit status, and what it says at last.
struct Outcome: Equatable {
  /// 0 done; 1 failed; 2 `audit --fail-on` met; 64 wrong usage; of `check` what a plugin's statuses mean.
  var status: Int32
  /// Help or a version, for standard output.
  var output = ""
  /// `error: WHERE: WHAT; what to do`, for standard error.
  var error = ""

  static let success = Outcome(status: 0)

  init(status: Int32) { self.status = status }

  /// - Parameters:
  ///   - command: the subcommand's full name, such as `tarsier bills verify`.
  ///   - unknown: what is wrong with it where nobody knows it.
  init(_ error: any Error, in command: String, unknown: String? = nil) {
    if let problem = error as? Problem {
      self.init(status: 1)
      self.error = Self.line(problem.description)
      return
    }
    let code = Tarsier.exitCode(for: error)
    self.init(status: code.rawValue)
    // A subcommand that throws a status has said all that there is to say.
    guard !(error is ExitCode) else { return }
    let message = Tarsier.message(for: error)
    switch code {
    case .success: output = Tarsier.fullMessage(for: error) + "\n"
    case .validationFailure:
      self.error = Self.line("\(command): \(Self.usage(unknown ?? message, of: command))")
    default:
      self.error = Self.line(
        "\(command): \(message); if nothing around it explains this, it is a fault of Tarsier")
    }
  }

  /// The outcome as a monitoring system reads it, where the command is a plugin: every failure, wrong usage
  /// included, is one line on standard output and status 3.
  func asPlugin(in command: String) -> Outcome {
    let names = command.split(separator: " ")
    guard names.dropFirst().first == "check", !error.isEmpty else { return self }
    var outcome = Outcome(status: NagiosState.unknown.rawValue)
    let text = error.dropFirst("error: ".count).split(separator: "\n").joined(separator: " ")
    outcome.output = NagiosAnswer((names.last ?? "").uppercased(), .unknown, text).line + "\n"
    return outcome
  }

  /// The error's text, which may quote anything from a file: it must not command the terminal.
  private static func line(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return "error: " + lines.map { visibleControls(String($0)) }.joined(separator: "\n") + "\n"
  }

  /// The parser's sentence in the form of our own, with a way on.
  private static func usage(_ message: String, of command: String) -> String {
    var text = message.prefix(1).lowercased() + message.dropFirst()
    if text.hasSuffix(".") { text.removeLast() }
    // A value's own check has said what to write.
    if text.contains("; ") { return text }
    return "\(text.replacing(". Did you mean", with: ", did you mean")); see '\(command) --help'"
  }
}
