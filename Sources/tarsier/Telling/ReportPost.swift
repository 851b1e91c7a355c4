internal import Allocation
internal import Billing
internal import FoundationEssentials
internal import Janitor
internal import Notify
internal import Reports

/// Sends letters through the channels of the settings.
struct ReportPost {
  private let settings: Settings
  private let routes: Routes

  /// - Parameter isRehearsal: whether an `--as-of` was given; then nothing may leave this machine.
  /// - Throws: a `Problem` before anything is made or sent.
  init(_ settings: Settings, isRehearsal: Bool) throws {
    self.settings = settings
    let environment = ProcessInfo.processInfo.environment
    routes = try Routes(settings, environment: environment)
    guard !settings.notifications.isEmpty else {
      throw Problem("--send", "there is no channel", remedy: "add one under notify in the settings")
    }
    guard !isRehearsal || routes.areLoopbackOrFile else {
      throw Problem(
        "--as-of", "does not go with --send where anything could leave this machine",
        remedy: "leave one of them out; to rehearse, let notify write to a file or to this machine")
    }
  }

  /// Sends a letter to its owner, else to the administrators.
  ///
  /// An owner's address is found as the janitor finds it; where there is none, the default owner's is taken.
  ///
  /// - Returns: what could not be sent, and why; nil where it was.
  func send(_ letter: Letter) async throws -> String? {
    let audience: Audience = letter.owner == nil ? .administrators : .owner
    guard routes.leads(to: audience) else {
      return "\(letter.subject): there is no channel for \(audience == .owner ? "owners" : "administrators")"
    }
    var recipients: [String] = []
    if let owner = letter.owner {
      guard let address = address(of: owner) else {
        return "\(letter.subject): there is no address for '\(owner)'; add one under janitor: {owners: …}"
      }
      recipients = [address]
    }
    let message = Message(
      recipients: recipients, subject: letter.subject, text: try letter.text(), html: try letter.html(),
      json: try letter.json())
    let sent = await routes.send(message, to: audience)
    return sent.isHandedOver ? nil : "\(letter.subject): \(sent.failures.joined(separator: "; "))"
  }

  /// Sends letters one after the other.
  ///
  /// - Throws: a `Problem` with all that could not be sent; the others were.
  func send(_ letters: [Letter]) async throws {
    var failures: [String] = []
    for letter in letters {
      if let failure = try await send(letter) { failures.append(failure) }
    }
    guard failures.isEmpty else {
      let lines = failures.map { "\n  \($0)" }.joined()
      throw Problem(
        "--send", "\(failures.count) of \(letters.count) could not be sent:\(lines)",
        remedy: "the files are written; correct this and run the command again")
    }
  }

  private func address(of owner: String) -> String? {
    settings.janitor.address(of: owner)
      ?? settings.janitor.defaultOwner.flatMap { settings.janitor.address(of: $0.name) }
  }
}
