internal import Billing

/// The moment that a question takes for today.
public struct AsOf: Equatable, Sendable {
  /// The last second that counts, since 1970: of a date, the last of that day (UTC).
  public var lastSecond: Int

  public init(lastSecond: Int) { self.lastSecond = lastSecond }

  /// The first hour that counts no more, in hours since 1970: the one in which `lastSecond` lies, unless
  /// that is its end.
  public var hour: Int { (lastSecond + 1) / 3600 }

  /// The month in which it lies, such as 2026-10.
  public var month: String { String(Civil.timeText(seconds: lastSecond).prefix(7)) }
}
