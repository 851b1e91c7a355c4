public import Collector
internal import Inventory
internal import Janitor

/// The provider, as the janitor speaks to it: who it is, what is so, and please change this.
public struct Cloud: Sendable {
  let runner: any CallRunner
  let endpoints: Endpoints
  let parallel: Int
  let pauses: [Duration]
  private let reading: Caller
  private let changing: Caller

  /// - Parameters:
  ///   - parallel: how many calls are made at a time where what exists is collected again.
  ///   - pauses: how long to wait before each further try of a call that was throttled.
  public init(
    runner: any CallRunner, endpoints: Endpoints, parallel: Int = 2,
    pauses: [Duration] = [.seconds(2), .seconds(8)]
  ) {
    self.runner = runner
    self.endpoints = endpoints
    self.parallel = parallel
    self.pauses = pauses
    let gate = Gate(width: max(1, parallel))
    reading = Caller(runner: runner, endpoints: endpoints, gate: gate, pauses: pauses, takenAt: 0)
    changing = Caller(runner: runner, endpoints: endpoints, gate: gate, pauses: [], takenAt: 0)
  }

  /// Finds out that the credentials are the account's own, with a role where one is told.
  func reach(_ account: CleanupAccount, region: String) async throws -> ReachedAccount {
    try await reading.reach(
      CollectedAccount(number: account.number, profile: account.profile, role: account.cleanupRole),
      home: Caller.homeRegion(of: [region]))
  }

  /// Asks what only reads, with further tries where it is throttled.
  func ask(_ call: CloudCall, _ target: Target, as account: ReachedAccount) async throws -> CallVerdict {
    try await reading.call(
      call.service, call.operation, call.arguments(target), region: target.resource.region, as: account,
      mayBeSilent: true)
  }

  /// Asks for a change, once.
  ///
  /// The aws command would repeat a call of which it does not know whether it was carried out, so it is told
  /// not to. Only what was refused for too many requests is asked again.
  func change(_ call: CloudCall, _ target: Target, as account: ReachedAccount) async throws -> CallVerdict {
    var once = account
    once.environment["AWS_MAX_ATTEMPTS"] = "1"
    for pause in pauses {
      let verdict = try await ask(call, target, once)
      guard case .throttled(let code, _) = verdict, Self.isUntried(code) else { return verdict }
      try await Task.sleep(for: pause)
    }
    return try await ask(call, target, once)
  }

  private func ask(_ call: CloudCall, _ target: Target, _ account: ReachedAccount) async throws -> CallVerdict
  {
    try await changing.call(
      call.service, call.operation, call.arguments(target), region: target.resource.region, as: account,
      mayBeSilent: true)
  }

  /// Whether a code says that there were too many requests, so that nothing was tried.
  static func isUntried(_ code: String) -> Bool {
    code.hasPrefix("Throttl") || code.hasPrefix("RequestThrottl") || code == "RequestLimitExceeded"
      || code == "TooManyRequestsException" || code == "SlowDown"
  }

  /// The call as people write it, for the log.
  static func written(_ call: CloudCall, _ target: Target) -> String {
    let arguments = call.arguments(target).map { argument in
      argument.allSatisfy { $0.isLetter || $0.isNumber || "-_.:/=+,@".contains($0) } && !argument.isEmpty
        ? argument : "'\(argument.replacing("'", with: #"'\''"#))'"
    }
    return
      (["aws", call.service, call.operation] + arguments + ["--region", target.resource.region]).joined(
        separator: " ")
  }
}
