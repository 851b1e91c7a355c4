/// What stays the same through one run: its times, who acts, and what it may do.
public struct CleanupNight: Sendable {
  /// The run's as-of, in seconds since 1970.
  public var asOf: Int
  /// Whether the as-of was told, and is not the clock's.
  public var isRehearsal: Bool
  public var by: String
  /// By account number: only these are acted in.
  public var accounts: [String: CleanupAccount]
  /// Only these are carried out.
  public var actions: Set<String>
  /// The most that is carried out on a day.
  public var most: Int
  public var waits: Waits
  /// Whether something may be cleaned up on the day of a moment, in seconds since 1970.
  public var isOpen: @Sendable (Int) -> Bool
  /// The calendar's day of a moment in seconds since 1970, in days since 1970.
  public var day: @Sendable (Int) -> Int
  private let clock: @Sendable () -> Int
  private let began: Int

  /// How long to wait for what takes its time.
  public struct Waits: Sendable {
    /// Before each further look at a result.
    public var looks: [Duration]
    /// Between two looks at a snapshot, an image or a group that must be complete first.
    public var pause: Duration
    /// How many such looks there are.
    public var most: Int

    public init(
      looks: [Duration] = [.seconds(1), .seconds(3), .seconds(10), .seconds(30)],
      pause: Duration = .seconds(15), most: Int = 120
    ) {
      self.looks = looks
      self.pause = pause
      self.most = most
    }
  }

  /// - Parameter clock: gives seconds since 1970.
  public init(
    asOf: Int, isRehearsal: Bool, by: String = "janitor", accounts: [CleanupAccount], actions: Set<String>,
    most: Int = 50, waits: Waits = Waits(), isOpen: @escaping @Sendable (Int) -> Bool = { _ in true },
    day: @escaping @Sendable (Int) -> Int = { $0 / 86_400 },
    clock: @escaping @Sendable () -> Int
  ) {
    self.asOf = asOf
    self.isRehearsal = isRehearsal
    self.by = by
    self.accounts = Dictionary(accounts.map { ($0.number, $0) }) { $1 }
    self.actions = actions
    self.most = most
    self.waits = waits
    self.isOpen = isOpen
    self.day = day
    self.clock = clock
    began = clock()
  }

  /// The clock, in seconds since 1970.
  var now: Int { clock() }

  /// The as-of of this moment: it goes on with the clock.
  var asOfNow: Int { asOf + max(0, clock() - began) }

  /// Whether something may be cleaned up today.
  ///
  /// A rehearsal stays in its day: its as-of is the day's last second.
  var isOpenNow: Bool { isOpen(isRehearsal ? asOf : asOfNow) }
}
