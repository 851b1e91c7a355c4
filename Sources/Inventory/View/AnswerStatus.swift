/// What is known of one call in one account and region as of some time.
public struct AnswerStatus: Sendable, Equatable {
  public var account: String
  public var region: String
  public var call: String
  /// When the newest whole answer was taken, in seconds since 1970; nil where none ever came.
  public var takenAt: Int?
  /// The newest answer that did not come whole, where none came whole after it.
  public var failure: Failure?

  public struct Failure: Sendable, Equatable {
    public var takenAt: Int
    public var reason: String
  }
}
