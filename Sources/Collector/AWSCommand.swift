internal import Billing
internal import Subprocess

/// The aws command on the PATH, which has the profiles, the signing, the paging and the first retries.
public struct AWSCommand: CallRunner {
  private let limit: Duration

  /// - Parameter limit: how long one call may take.
  public init(limit: Duration) {
    self.limit = limit
  }

  /// More than any answer, and less than a machine's memory.
  private static let largestAnswer = 1 << 30
  private static let largestError = 1 << 20

  public func run(_ arguments: [String], environment: [String: String]) async throws -> CallResult {
    // Nothing may stop and ask, and nothing may page what is not for eyes.
    var variables: [Environment.Key: String?] = ["AWS_PAGER": "", "AWS_CLI_AUTO_PROMPT": "off"]
    for (name, value) in environment {
      if let key = Environment.Key(rawValue: name) { variables[key] = value }
    }
    var options = PlatformOptions()
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(1))]
    let (inherited, platform) = (Environment.inherit.updating(variables), options)
    return try await withThrowingTaskGroup(of: CallResult?.self) { group in
      group.addTask {
        let result = try await Self.run(arguments, inherited, platform)
        return result
      }
      group.addTask {
        try? await Task.sleep(for: limit)
        return nil
      }
      defer { group.cancelAll() }
      let first = try await group.next() ?? nil
      return first ?? CallResult(status: nil, output: [], error: "")
    }
  }

  private static func run(
    _ arguments: [String], _ environment: Environment, _ options: PlatformOptions
  ) async throws -> CallResult {
    do {
      let result = try await Subprocess.run(
        .name("aws"), arguments: Arguments(arguments), environment: environment, platformOptions: options,
        output: .bytes(limit: largestAnswer), error: .bytes(limit: largestError))
      let status: Int
      switch result.terminationStatus {
      case .exited(let code): status = Int(code)
      case .signaled(let signal): status = 128 + Int(signal)
      }
      return CallResult(
        status: status, output: result.standardOutput,
        error: String(decoding: result.standardError, as: UTF8.self))
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw Problem.noAWSCommand
    }
  }
}
