public import Billing
public import Janitor

/// What became of an action that was due.
public struct CleanupOutcome: Sendable, Equatable {
  public enum State: Sendable, Equatable {
    /// It is gone, stopped or changed, and was seen so; `undo` is the command that takes it back.
    case cleaned(undo: String?)
    /// A check just before said no: the reason.
    case refused(String)
    /// Something that must be known could not be found out tonight: the reason.
    case notTonight(String)
    /// The provider said no, and nothing changed: the reason.
    case failed(String)
    /// It is not known whether it was carried out; it is looked up on the next night: the reason.
    case unsure(String)
  }

  public var action: DueAction
  public var state: State
  /// What goes away every month, with the cost of what was made for safety taken off.
  public var saved: Amount?

  public init(action: DueAction, state: State, saved: Amount?) {
    self.action = action
    self.state = state
    self.saved = saved
  }
}
