internal import Billing

/// Refuses a night on which time, or where things go, could be mistaken.
public struct NightGuard: Sendable {
  public var asOf: Int
  public var clock: Int
  /// Whether the night was given an `--as-of`.
  public var isRehearsal: Bool
  public var unleashes: Bool
  public var notifies: Bool
  /// Whether every endpoint, and every channel, is on this machine or a file.
  public var staysHere: Bool

  public init(
    asOf: Int, clock: Int, isRehearsal: Bool, unleashes: Bool, notifies: Bool, staysHere: Bool
  ) {
    self.asOf = asOf
    self.clock = clock
    self.isRehearsal = isRehearsal
    self.unleashes = unleashes
    self.notifies = notifies
    self.staysHere = staysHere
  }

  /// - Parameters:
  ///   - newest: the newest stamp in the ledger, with what it is of.
  ///   - lastNight: the as-of of the last night of this kind.
  public func check(newest: (what: String, at: Int)?, lastNight: Int?) throws {
    if isRehearsal && !staysHere {
      if unleashes { throw Problem.rehearsalElsewhere("--unleash") }
      if notifies { throw Problem.rehearsalElsewhere("--notify") }
    }
    if !staysHere {
      if asOf > clock { throw Problem.asOfLaterThanTheClock(Civil.timeText(seconds: asOf)) }
      if let newest, newest.at > clock {
        throw Problem.laterThanTheClock(newest.what, Civil.timeText(seconds: newest.at))
      }
    }
    if let lastNight, lastNight > asOf {
      throw Problem.earlierThanTheLastNight(
        Civil.timeText(seconds: asOf), last: Civil.timeText(seconds: lastNight))
    }
  }
}
