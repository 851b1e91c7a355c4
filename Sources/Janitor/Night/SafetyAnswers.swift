/// What must be asked again before every single action, since people may have spoken meanwhile.
public protocol SafetyAnswers {
  /// Why the janitor is paused; nil where it is not.
  func pauseReason() throws -> String?
  /// Why a resource is kept, with until when; nil where nobody asked for it.
  func keepReason(_ resource: MarkedResource) throws -> String?
  /// Whether the mark still stands as it was when it came due.
  func stillDue(_ action: DueAction) throws -> Bool
}
