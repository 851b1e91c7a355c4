internal import ArgumentParser
internal import Glibc
internal import Listings

/// `--as-of`, else the clock.
///
///     @Option(help: AsOf.help, transform: AsOf.init(parsing:))
///     var asOf = AsOf.now
extension AsOf {
  static let help = ArgumentHelp(
    "What counts as today: the end of a day (UTC), or a time.", valueName: "date")

  init(parsing text: String) throws {
    guard let time = WrittenTime(text) else {
      throw ValidationError("is no date or time; write one like 2026-10-31 or 2026-10-31T12:00:00Z")
    }
    self.init(lastSecond: time.isDate ? time.seconds + 86_399 : time.seconds)
  }

  static var now: AsOf { AsOf(lastSecond: time(nil)) }
}
