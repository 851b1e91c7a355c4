internal import ArgumentParser
internal import Billing
internal import Glibc

/// The moment that a command takes for today: `--as-of`, else the clock.
///
///     @Option(help: AsOf.help, transform: AsOf.init(parsing:))
///     var asOf = AsOf.now
struct AsOf: Equatable {
  /// The last second that counts, since 1970: of a date, the last of that day (UTC).
  var lastSecond: Int

  /// The first hour that counts no more, in hours since 1970: the one in which `lastSecond` lies, unless
  /// that is its end.
  var hour: Int { (lastSecond + 1) / 3600 }

  /// The month in which it lies, such as 2026-10.
  var month: String { String(Civil.timeText(seconds: lastSecond).prefix(7)) }

  static let help = ArgumentHelp(
    "What counts as today: the end of a day (UTC), or a time.", valueName: "date")

  init(lastSecond: Int) { self.lastSecond = lastSecond }

  init(parsing text: String) throws {
    guard let time = WrittenTime(text) else {
      throw ValidationError("is no date or time; write one like 2026-10-31 or 2026-10-31T12:00:00Z")
    }
    lastSecond = time.isDate ? time.seconds + 86_399 : time.seconds
  }

  static var now: AsOf { AsOf(lastSecond: time(nil)) }
}
