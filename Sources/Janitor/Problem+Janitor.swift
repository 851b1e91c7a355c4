public import Billing

extension Problem {
  // The night

  static func otherJanitor(_ ledger: String, process: String?) -> Problem {
    Problem(
      ledger, "another janitor is at work on it\(process.map { " (process \($0))" } ?? "")",
      remedy: "let it end; this one did nothing")
  }

  static func noLock(_ path: String, _ reason: String) -> Problem {
    Problem(path, "cannot be locked: \(reason)", remedy: "let this user write there")
  }

  static func rehearsalElsewhere(_ option: String) -> Problem {
    Problem(
      "--as-of", "does not go with \(option) where anything could leave this machine",
      remedy:
        "leave one of them out; to rehearse, set AWS_ENDPOINT_URL to an address of this machine, and let notify "
        + "write to a file or to this machine")
  }

  static func laterThanTheClock(_ what: String, _ time: String) -> Problem {
    Problem(
      "janitor", "\(what) is stamped \(time), which is later than the clock",
      remedy:
        "set the clock right, or use a ledger that was not rehearsed with; only a rehearsal, with AWS_ENDPOINT_URL "
        + "on this machine, goes on")
  }

  static func asOfLaterThanTheClock(_ time: String) -> Problem {
    Problem(
      "--as-of", "\(time) is later than the clock",
      remedy: "only a rehearsal is stamped so, with AWS_ENDPOINT_URL on this machine")
  }

  static func earlierThanTheLastNight(_ time: String, last: String) -> Problem {
    Problem(
      "janitor", "the last night was \(last), and this one would be \(time)",
      remedy: "go on from there; what was told and marked cannot be made undone")
  }

  // What people say

  public static func notKept(_ name: String) -> Problem {
    Problem(name, "is not kept", remedy: "'tarsier janitor list' shows what is")
  }

  public static func keptUntilThePast(_ date: String) -> Problem {
    Problem("--until", "\(date) is over", remedy: "write a day to come, or leave it out to keep it for good")
  }

  public static func notPaused() -> Problem {
    Problem("janitor", "is not paused", remedy: "nothing was changed")
  }
}
