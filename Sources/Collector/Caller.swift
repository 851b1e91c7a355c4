internal import Billing
internal import Inventory

/// Makes calls as somebody: with the endpoint, the region, the credentials, and further tries where it is throttled.
package struct Caller: Sendable {
  let runner: any CallRunner
  let endpoints: Endpoints
  let gate: Gate
  /// How long to wait before each further try.
  let pauses: [Duration]
  /// What the snapshot is stamped with, in seconds since 1970.
  let takenAt: Int

  package init(
    runner: any CallRunner, endpoints: Endpoints, gate: Gate, pauses: [Duration], takenAt: Int
  ) {
    self.runner = runner
    self.endpoints = endpoints
    self.gate = gate
    self.pauses = pauses
    self.takenAt = takenAt
  }

  package func call(
    _ service: String, _ operation: String, _ arguments: [String], region: String,
    as account: ReachedAccount, mayBeSilent: Bool = false
  ) async throws -> CallVerdict {
    let line =
      [service, operation] + arguments + ["--region", region, "--output", "json"]
      + account.arguments + (try endpoints.arguments(service: service))
    for pause in pauses {
      let verdict = try await run(line, account, mayBeSilent)
      guard case .throttled = verdict else { return verdict }
      try await Task.sleep(for: pause)
    }
    return try await run(line, account, mayBeSilent)
  }

  private func run(
    _ line: [String], _ account: ReachedAccount, _ mayBeSilent: Bool
  ) async throws -> CallVerdict {
    let (runner, environment) = (runner, account.environment)
    let result = try await gate.pass { try await runner.run(line, environment: environment) }
    return CallVerdict(result, mayBeSilent: mayBeSilent)
  }

  /// The region in which to ask what has no region, in the partition of the regions that are wanted.
  package static func homeRegion(of regions: [String]) -> String {
    let region = regions.first ?? ""
    if region.hasPrefix("cn-") { return "cn-north-1" }
    return region.hasPrefix("us-gov-") ? "us-gov-west-1" : "us-east-1"
  }

  /// Finds out that an account can be reached, and that it is the right one.
  ///
  /// - Throws: a problem that says what to do.
  package func reach(_ account: CollectedAccount, home: String) async throws -> ReachedAccount {
    var reached = ReachedAccount(
      number: account.number ?? "", arguments: account.profile.map { ["--profile", $0] } ?? [],
      environment: [:])
    if let role = account.role {
      let verdict = try await call(
        "sts", "assume-role", ["--role-arn", role, "--role-session-name", "tarsier"], region: home,
        as: reached)
      guard case .answer(let bytes) = verdict else {
        throw Problem.cannotAssume(account.number ?? role, role: role, verdict.text)
      }
      // A profile beside them would win over these.
      reached.arguments = []
      for (variable, member) in [
        ("AWS_ACCESS_KEY_ID", "AccessKeyId"), ("AWS_SECRET_ACCESS_KEY", "SecretAccessKey"),
        ("AWS_SESSION_TOKEN", "SessionToken"),
      ] { reached.environment[variable] = AnswerText.value("Credentials.\(member)", in: bytes) ?? "" }
    }
    let verdict = try await call("sts", "get-caller-identity", [], region: home, as: reached)
    guard case .answer(let bytes) = verdict, let number = AnswerText.value("Account", in: bytes) else {
      throw Problem.noIdentity(account.number ?? "the caller's account", verdict.text)
    }
    if let wanted = account.number, wanted != number {
      throw Problem.wrongAccount(wanted, is: number, profile: account.profile, role: account.role)
    }
    reached.number = number
    return reached
  }

  /// All regions that are open to an account.
  func regions(of account: ReachedAccount, home: String) async throws -> [String] {
    let verdict = try await call("ec2", "describe-regions", [], region: home, as: account)
    guard case .answer(let bytes) = verdict else { throw Problem.noRegions(account.number, verdict.text) }
    return AnswerText.values("Regions[].RegionName", in: bytes).sorted()
  }
}
