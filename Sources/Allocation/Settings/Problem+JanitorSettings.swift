internal import Billing

/// The wording for what the settings say about the janitor.
extension Problem {
  static func noAddress(_ place: String, _ text: String) -> Problem {
    Problem(
      place, "'\(text)' is no address that a message can be sent to",
      remedy: "write one like team@example.com, or give names addresses with owner_domain or owners")
  }

  static func ownerColumns(_ place: Place) -> Problem {
    Problem("\(place)", "has one column", remedy: "write two: the owner's name, and the address")
  }

  static func noHoliday(_ place: String, _ text: String) -> Problem {
    Problem(
      place, "'\(text)' is no date", remedy: "write a holiday a line, such as 2026-12-25; # begins a comment")
  }

  static func backwardFreeze(_ place: String, _ text: String) -> Problem {
    Problem(place, "the freeze '\(text)' ends before it begins", remedy: "write the earlier date first")
  }

  static func noBusinessDay(_ place: String, after day: String) -> Problem {
    Problem(
      place, "the calendar has no business day for over a year from \(day) on",
      remedy: "correct the freeze or the holidays; 'janitor pause' stops every action")
  }

  static func unknownWideRule(_ place: String, _ id: String, nearest: String?) -> Problem {
    Problem(
      place, "there is no rule '\(id)'",
      remedy: nearest.map { "did you mean '\($0)'?" } ?? "tarsier rules list shows every rule")
  }
}
