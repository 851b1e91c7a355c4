internal import Billing
internal import Programs

/// The aws command on the PATH, which has the profiles, the signing, the paging and the first retries.
public struct AWSCommand: CallRunner {
  private let limit: Duration

  /// - Parameter limit: how long one call may take.
  public init(limit: Duration) {
    self.limit = limit
  }

  public func run(_ arguments: [String], environment: [String: String]) async throws -> CallResult {
    // Nothing may stop and ask, and nothing may page what is not for eyes.
    let quiet = ["AWS_PAGER": "", "AWS_CLI_AUTO_PROMPT": "off"]
    do {
      let answer = try await ProgramCall(
        "aws", arguments, environment: quiet.merging(environment) { $1 }, limit: limit
      ).run()
      return CallResult(status: answer.status, output: answer.output, error: answer.error)
    } catch is ProgramNotFound {
      throw Problem.noAWSCommand
    }
  }
}
