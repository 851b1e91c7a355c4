internal import ArgumentParser
internal import Billing

/// How the process ends: its exit status, and what it says at last.
struct Outcome: Equatable {
  /// 0 done; 1 failed; 2 `audit --fail-on` met; 64 wrong usage.
  var status: Int32
  /// Help or a version, for standard output.
  var output = ""
  /// `error: WHERE: WHAT; what to do`, for standard error.
  var error = ""

  static let success = Outcome(status: 0)

  init(status: Int32) { self.status = status }

  /// - Parameter command: the subcommand's full name, such as `tarsier bills verify`.
  init(_ error: any Error, in command: String) {
    if let problem = error as? Problem {
      status = 1
      self.error = "error: \(problem)\n"
      return
    }
    let message = Tarsier.message(for: error)
    let code = Tarsier.exitCode(for: error)
    status = code.rawValue
    switch code {
    case .success:
      output = Tarsier.fullMessage(for: error) + "\n"
    case .validationFailure:
      self.error = "error: \(command): \(Self.usage(message, of: command))\n"
    default:
      guard !(error is ExitCode) else { return }
      self.error =
        "error: \(command): \(message); if nothing around it explains this, it is a fault of Tarsier\n"
    }
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
