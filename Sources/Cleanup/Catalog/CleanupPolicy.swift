/// The least that an IAM policy must allow for cleaning up: the checks just before, the actions, their undoing.
public enum CleanupPolicy {
  /// Of switching by the clock, beside the actions.
  private static let offHours = [
    Operations.noteSizes, Operations.forgetSizes, Operations.restoreSizes, Operations.startInstance,
    Operations.startDatabase,
  ]

  public static var actions: [String] {
    Set(CleanupCatalog.all.flatMap(\.permissions) + offHours.flatMap(\.permissions)).sorted()
  }

  /// The policy as IAM takes it: what only reads, and what changes something.
  public static var document: String {
    let reading = actions.filter(isReading)
    let changing = actions.filter { !isReading($0) }
    return """
      {
        "Version": "2012-10-17",
        "Statement": [
      \(statement("TarsierCheckAgain", reading)),
      \(statement("TarsierCleanUp", changing))
        ]
      }

      """
  }

  /// Whether an IAM action changes nothing.
  static func isReading(_ action: String) -> Bool {
    let verb = action.drop { $0 != ":" }.dropFirst()
    return ["Describe", "Get", "List"].contains { verb.hasPrefix($0) }
  }

  private static func statement(_ name: String, _ actions: [String]) -> String {
    let list = actions.map { "        \"\($0)\"" }.joined(separator: ",\n")
    return """
          {
            "Sid": "\(name)",
            "Effect": "Allow",
            "Action": [
      \(list)
            ],
            "Resource": "*"
          }
      """
  }
}
