/// What a night did, and what it would do.
public struct NightReport: Sendable {
  public var night = 0
  /// What happened to marks, in order.
  public var changes: [LifeCycle.Change] = []
  /// What owners were told, or would have been.
  public var notices: [(notice: PlannedNotice, delivery: NoticeDelivery?)] = []
  /// Marks of which nobody can be told.
  public var untold: [Mark] = []
  /// What is due: to be handed to whoever carries it out.
  public var due: [DueAction] = []
  public var held: [(mark: Mark, reason: String)] = []
  public var alerts: [WideAlert] = []
  /// Messages that did not arrive, of this night and of earlier ones.
  public var unsent: [UnsentNotice] = []
  /// Rules and places that were not checked; marks there stayed as they were.
  public var unchecked = 0
  /// Why the janitor is paused; nil where it is not.
  public var pause: String?
}
