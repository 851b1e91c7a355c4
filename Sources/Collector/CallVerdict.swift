internal import Inventory

/// What one run of the aws command means.
package enum CallVerdict: Equatable {
  case answer([UInt8])
  /// The service answered with an error, whose code decides what it means.
  case refused(code: String, text: String)
  /// The service wants fewer calls; worth another try.
  case throttled(code: String, text: String)
  /// The endpoint did not answer at all, so no other call of the service will be answered.
  case unreachable(text: String)
  /// Anything else: no credentials, a time-out, an answer that was cut.
  case failed(text: String)

  init(_ result: CallResult, mayBeSilent: Bool) {
    guard let status = result.status else {
      self = .failed(text: "it took too long and was stopped")
      return
    }
    if status == 0 {
      let isSilent = mayBeSilent && result.output.allSatisfy { $0 <= 32 }
      let fault = isSilent ? nil : AnswerText.fault(result.output)
      self = fault.map { .failed(text: $0) } ?? .answer(result.output)
      return
    }
    let text = result.error
    guard let code = AnswerText.errorCode(text) else {
      let line = Self.telling(text) ?? "the aws command ended with status \(status) and said nothing"
      self = line.hasPrefix("Could not connect") ? .unreachable(text: line) : .failed(text: line)
      return
    }
    self =
      Self.throttling.contains(code) ? .throttled(code: code, text: text) : .refused(code: code, text: text)
  }

  /// Why there is no answer, in a few words; nil where there is one.
  package var reason: String? {
    switch self {
    case .answer: nil
    case .refused(let code, _), .throttled(let code, _): code
    case .unreachable(let text), .failed(let text): text
    }
  }

  /// What is kept of an error: all that the aws command said.
  package var text: String {
    switch self {
    case .answer: ""
    case .refused(_, let text), .throttled(_, let text), .unreachable(let text), .failed(let text): text
    }
  }

  /// The codes with which services say that there were too many calls.
  private static let throttling: Set = [
    "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled",
    "RequestThrottledException", "RequestLimitExceeded", "TooManyRequestsException", "SlowDown",
    "ProvisionedThroughputExceededException", "BandwidthLimitExceeded", "LimitExceededException",
    "ServiceUnavailable", "ServiceUnavailableException", "InternalError", "InternalFailure",
  ]

  /// The line of an error that says something: not an empty one, and not the usage above it.
  private static func telling(_ text: String) -> String? {
    let lines = text.split(whereSeparator: \.isNewline).map { String($0.trimmingPrefix { $0 == " " }) }
    let told = lines.filter { !$0.isEmpty && !$0.hasPrefix("usage:") && !$0.hasPrefix("To see help text") }
    return (told.first { $0.contains("error:") || $0.contains("Error") } ?? told.first).map {
      String($0.prefix(300))
    }
  }
}
