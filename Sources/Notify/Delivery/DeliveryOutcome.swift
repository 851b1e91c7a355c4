public import Billing

/// How the sending of a message ended.
public enum DeliveryOutcome: Sendable, Equatable {
  /// The other side has taken it, and said so in these words.
  case handedOver(answer: String)
  /// It has not, for certain.
  case failed(Problem)
  /// It was given to the other side, whose answer never came. Whoever depends on it must take it for not sent.
  case unsure(Problem)

  /// What went wrong; nil where it was handed over.
  public var problem: Problem? {
    switch self {
    case .handedOver: nil
    case .failed(let problem), .unsure(let problem): problem
    }
  }
}

/// How one try to send a message ended.
enum Attempt: Sendable, Equatable {
  case taken(answer: String)
  /// The other side says that it can't now.
  case later(String)
  /// Nobody is there, or no answer came in time.
  case silent(String)
  /// As `silent`, but the message was on its way, and may have been taken.
  case lost(String)
  /// Another try would end the same way: the reason, and what to do.
  case never(String, remedy: String)
}
