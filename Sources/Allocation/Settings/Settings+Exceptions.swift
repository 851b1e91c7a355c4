internal import Billing
internal import Yams

extension Settings.Exception {
  /// The list under `exceptions:`.
  static func all(in settings: CheckedMapping) throws -> [Settings.Exception] {
    try settings.list("exceptions").map { node in
      let mapping = try CheckedMapping(
        node, file: settings.file, key: "an exception",
        known: ["rule", "resource", "account", "until", "reason"])
      return Settings.Exception(
        rule: try mapping.text("rule"), resource: try mapping.text("resource"),
        account: try mapping.optionalText("account"), until: try lastDay(mapping),
        reason: try mapping.optionalText("reason"), place: mapping.place(nil))
    }
  }

  private static func lastDay(_ mapping: CheckedMapping) throws -> Int? {
    guard let text = try mapping.optionalText("until") else { return nil }
    guard let seconds = Timestamp.seconds(text), seconds % 86_400 == 0 else {
      throw Problem.wrongValue(
        mapping.place(mapping.node("until")), "until", expected: "a date such as 2027-01-31")
    }
    return seconds / 86_400
  }
}
