/// The tags that the janitor writes.
public enum SafetyTags {
  /// Until when what was made for safety is kept; our own rules leave alone what carries it.
  public static let undoUntil = "tarsier:undo-until"
  /// Which step made a thing: what it is found by when no answer came.
  static let step = "tarsier:step"
  /// What a safety snapshot was taken of.
  static let madeFor = "tarsier:made-for"
  /// The rule that flags a resource.
  static let flagged = "tarsier:flagged"
  /// The sizes of a group that sleeps.
  public static let offHours = "tarsier:off-hours"
  /// On an instance: make an image before it is terminated.
  static let imageFirst = "tarsier:image-first"

  /// How long a safety snapshot is kept, in seconds.
  static let undoTime = 30 * 86_400

  /// How old a safety snapshot may be that another night goes on with, in seconds.
  static let reuseTime = 3 * 86_400

  /// For how long what an image left is tried again, in seconds.
  static let finishTime = 7 * 86_400
}
