/// A way to tell people something.
public protocol Channel: Sendable {
  /// What it is, and where it leads, without any secret: `smtp mail.example.com`.
  var name: String { get }
  /// Whether nothing that it is given leaves this machine.
  var isLoopbackOrFile: Bool { get }
  /// Sends a message, with as many tries as it takes; it never throws, for the others go on.
  func send(_ message: Message) async -> DeliveryOutcome
}
