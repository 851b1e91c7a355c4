/// Hands messages to whoever carries them.
public protocol Courier: Sendable {
  func deliver(_ notice: PlannedNotice, number: Int, asOf: Int) async -> NoticeDelivery
}

/// What became of a message.
public enum NoticeDelivery: Sendable, Equatable {
  /// A channel took it: what it said.
  case handedOver(String)
  /// None did: the reason.
  case failed(String)
  /// Nobody knows: the reason.
  case unsure(String)
}
