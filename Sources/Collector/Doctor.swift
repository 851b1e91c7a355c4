internal import Billing
internal import Inventory

/// Tries what collecting takes: the command, the credentials, and each permission that can be tried.
public struct Doctor: Sendable {
  /// What came of one trial.
  public struct Check: Sendable, Equatable {
    /// `aws command`, `credentials`, or a call such as `ec2.describe-volumes`.
    public var name: String
    public var account: String?
    public var region: String?
    /// Why it failed, and what to do; nil where it is well.
    public var failure: String?
    /// What it found, such as the command's version.
    public var found: String?
  }

  private let plan: CollectionPlan
  private let regions: [String]
  private let runner: any CallRunner
  private let caller: Caller

  public init(
    plan: CollectionPlan, regions: [String], runner: any CallRunner, endpoints: Endpoints, parallel: Int
  ) {
    self.plan = plan
    self.regions = regions
    self.runner = runner
    caller = Caller(
      runner: runner, endpoints: endpoints, gate: Gate(width: max(1, parallel)), pauses: [], takenAt: 0)
  }

  /// Runs all trials; after one that fails, those that need it are left out.
  public func examine(_ accounts: [CollectedAccount]) async -> [Check] {
    let command = await checkCommand()
    if command.failure != nil { return [command] }
    var checks = [command]
    for account in accounts {
      do {
        let home = Caller.homeRegion(of: regions)
        let reached = try await caller.reach(account, home: home)
        checks.append(Check(name: "credentials", account: reached.number, found: Self.way(account)))
        for region in regions {
          checks += await checkCalls(reached, region: region, asked: region, isGlobal: false)
        }
        checks += await checkCalls(reached, region: CallCatalog.globalRegion, asked: home, isGlobal: true)
      } catch {
        checks.append(Check(name: "credentials", account: account.number, failure: "\(error)"))
      }
    }
    return checks
  }

  private func checkCommand() async -> Check {
    do {
      let result = try await runner.run(["--version"], environment: [:])
      // Old versions say it on standard error.
      let text = String(decoding: result.output, as: UTF8.self) + result.error
      let version = text.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
      guard result.status == 0, version.hasPrefix("aws-cli/") else {
        return Check(name: "aws command", failure: "'aws --version' gives no version: \(text.prefix(200))")
      }
      return Check(name: "aws command", found: version)
    } catch { return Check(name: "aws command", failure: "\(error)") }
  }

  /// Each list once, its first page; what is asked about each resource can only be tried with one at hand.
  private func checkCalls(
    _ account: ReachedAccount, region: String, asked: String, isGlobal: Bool
  ) async -> [Check] {
    let calls = plan.calls.filter { $0.isGlobal == isGlobal && !$0.isRepeated }
    return await withTaskGroup(of: (Int, Check).self) { group in
      for (index, call) in calls.enumerated() {
        group.addTask {
          var check = Check(name: call.name, account: account.number, region: region)
          do {
            let verdict = try await caller.call(
              call.service, call.operation, call.arguments + ["--no-paginate"], region: asked, as: account,
              mayBeSilent: call.mayBeSilent)
            if let reason = verdict.reason { check.failure = "\(reason); allow \(call.action)" }
          } catch { check.failure = "\(error)" }
          return (index, check)
        }
      }
      var checks: [(Int, Check)] = []
      for await check in group { checks.append(check) }
      return checks.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private static func way(_ account: CollectedAccount) -> String {
    account.role.map { "role \($0)" } ?? account.profile.map { "profile \($0)" } ?? "the caller's own"
  }
}
