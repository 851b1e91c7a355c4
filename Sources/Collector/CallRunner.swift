/// Runs the aws command, or stands in for it.
public protocol CallRunner: Sendable {
  /// - Parameter environment: variables that the command gets beside those of this process.
  /// - Throws: a problem where there is no aws command at all.
  func run(_ arguments: [String], environment: [String: String]) async throws -> CallResult
}

/// How one run of the aws command ended.
public struct CallResult: Sendable, Equatable {
  /// Nil where it was stopped because it took too long.
  public var status: Int?
  public var output: [UInt8]
  public var error: String

  public init(status: Int?, output: [UInt8], error: String) {
    self.status = status
    self.output = output
    self.error = error
  }
}
