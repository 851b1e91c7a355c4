public import Billing
internal import Inventory

/// Collects snapshots of what exists, by the aws command, and writes each into a folder of its own.
public struct Collector: Sendable {
  /// Which regions to look at.
  public enum Regions: Sendable, Equatable {
    case named([String])
    /// All that are open to an account.
    case all
  }

  /// What was collected.
  public struct Result: Sendable {
    /// The snapshot's folder.
    public var path: String
    public var calls: [CollectedCall]
    /// Accounts that could not be reached.
    public var problems: [Problem]
  }

  private let plan: CollectionPlan
  private let regions: Regions
  private let caller: Caller
  private let tell: @Sendable (CollectionEvent) -> Void

  /// - Parameters:
  ///   - takenAt: what the snapshot is stamped with, in seconds since 1970.
  ///   - parallel: how many calls are made at a time.
  ///   - pauses: how long to wait before each further try of a call that was throttled.
  public init(
    plan: CollectionPlan, regions: Regions, runner: any CallRunner, endpoints: Endpoints, takenAt: Int,
    parallel: Int, pauses: [Duration] = [.seconds(2), .seconds(8)],
    tell: @escaping @Sendable (CollectionEvent) -> Void = { _ in }
  ) {
    self.plan = plan
    self.regions = regions
    caller = Caller(
      runner: runner, endpoints: endpoints, gate: Gate(width: max(1, parallel)), pauses: pauses,
      takenAt: takenAt)
    self.tell = tell
  }

  /// Collects the accounts into a new folder within `parent`.
  ///
  /// - Parameter clock: the time of writing, which is kept beside the stamp.
  public func collect(_ accounts: [CollectedAccount], into parent: String, clock: Int) async throws -> Result
  {
    let places = try await places(of: accounts)
    if places.reached.isEmpty { throw Problem.nothingCollected(places.problems) }
    let writer = try SnapshotWriter(
      parent: parent, name: Civil.timeText(seconds: caller.takenAt).replacing(":", with: "-"))
    do {
      for missed in places.missed { writer.note(missed) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for place in places.reached {
          group.addTask {
            let collector = PlaceCollector(
              plan: plan, caller: caller, writer: writer, account: place.account, region: place.region,
              asked: place.asked, tell: tell)
            try await collector.collect()
            tell(.place(account: place.account.number, region: place.region))
          }
        }
        try await group.waitForAll()
      }
      let (path, calls) = try writer.finish(takenAt: caller.takenAt, clock: clock)
      return Result(path: path, calls: calls, problems: places.problems)
    } catch {
      writer.discard()
      throw error
    }
  }

  private struct Place {
    var account: ReachedAccount
    var region: String
    var asked: String
  }

  private typealias Places = (reached: [Place], missed: [CollectedCall], problems: [Problem])

  private func places(of accounts: [CollectedAccount]) async throws -> Places {
    var found: Places = ([], [], [])
    let names: [String]
    if case .named(let named) = regions { names = named } else { names = [] }
    let home = Caller.homeRegion(of: names)
    for account in accounts {
      do {
        let reached = try await caller.reach(account, home: home)
        let regions =
          regions == .all ? try await caller.regions(of: reached, home: home) : names
        if !plan.stages(isGlobal: true).isEmpty {
          found.reached.append(Place(account: reached, region: CallCatalog.globalRegion, asked: home))
        }
        if plan.stages(isGlobal: false).isEmpty { continue }
        found.reached += regions.map { Place(account: reached, region: $0, asked: $0) }
      } catch let problem as Problem {
        // Without the command itself nothing can be said of any account.
        if problem == .noAWSCommand { throw problem }
        found.problems.append(problem)
        found.missed += missed(account, names, problem)
      }
    }
    if !found.reached.isEmpty { tell(.places(found.reached.count)) }
    return found
  }

  /// What is not known of an account that could not be reached, where its number and regions are.
  private func missed(_ account: CollectedAccount, _ regions: [String], _ problem: Problem) -> [CollectedCall]
  {
    guard let number = account.number else { return [] }
    return plan.calls.flatMap { call in
      (call.isGlobal ? [CallCatalog.globalRegion] : regions).map {
        CollectedCall(account: number, region: $0, call: call.name, failure: problem.what)
      }
    }
  }
}

/// What happens while a snapshot is collected.
public enum CollectionEvent: Sendable {
  /// How many accounts' regions there are to look at.
  case places(Int)
  /// One call is done in one of them.
  case call(CollectedCall)
  /// One of them is done.
  case place(account: String, region: String)
}
