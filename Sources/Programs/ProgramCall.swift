internal import Glibc
internal import Subprocess

/// One run of another program: what it is given, and how long it may take.
///
///     let answer = try await ProgramCall("aws", ["sts", "get-caller-identity"], limit: .seconds(60)).run()
public struct ProgramCall: Sendable, Equatable {
  /// A name on the PATH, or a path.
  public var program: String
  public var arguments: [String]
  /// Variables that it gets beside those of this process.
  public var environment: [String: String]
  /// Its standard input.
  public var input: [UInt8]
  public var limit: Duration

  public init(
    _ program: String, _ arguments: [String], environment: [String: String] = [:], input: [UInt8] = [],
    limit: Duration
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.input = input
    self.limit = limit
  }

  /// More than any answer, and less than a machine's memory.
  private static let largestAnswer = 1 << 30
  private static let largestError = 1 << 20

  /// A program that closes its input early must not end this process.
  private static let ignoresClosedPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

  /// Runs it to its end, or ends it when its time is over.
  ///
  /// - Throws: `ProgramNotFound`, or what kept the system from starting it.
  public func run() async throws -> ProgramAnswer {
    Self.ignoresClosedPipes
    return try await withThrowingTaskGroup(of: ProgramAnswer?.self) { group in
      group.addTask {
        let answer = try await toItsEnd()
        return answer
      }
      group.addTask {
        try? await Task.sleep(for: limit)
        return nil
      }
      defer { group.cancelAll() }
      let first = try await group.next() ?? nil
      return first ?? ProgramAnswer(status: nil, output: [], error: "")
    }
  }

  private func toItsEnd() async throws -> ProgramAnswer {
    var variables: [Environment.Key: String?] = [:]
    for (name, value) in environment {
      if let key = Environment.Key(rawValue: name) { variables[key] = value }
    }
    var options = PlatformOptions()
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(1))]
    // The library takes a path as a type of another package; the shell takes it as it is.
    let isPath = program.contains("/")
    guard unsafe !isPath || access(program, X_OK) == 0 else { throw ProgramNotFound(program: program) }
    let words = isPath ? ["-c", "exec \"$0\" \"$@\"", program] + arguments : arguments
    do {
      let result = try await Subprocess.run(
        .name(isPath ? "sh" : program), arguments: Arguments(words),
        environment: .inherit.updating(variables), platformOptions: options, input: Input(bytes: input),
        output: .bytes(limit: Self.largestAnswer), error: .bytes(limit: Self.largestError))
      let status: Int
      switch result.terminationStatus {
      case .exited(let code): status = Int(code)
      case .signaled(let signal): status = 128 + Int(signal)
      }
      return ProgramAnswer(
        status: status, output: result.standardOutput,
        error: String(decoding: result.standardError, as: UTF8.self))
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw ProgramNotFound(program: program)
    }
  }

  /// Bytes that a program may leave unread: how it ended says more than a broken pipe.
  private struct Input: InputProtocol {
    let bytes: [UInt8]

    func write(with writer: StandardInputWriter) async throws { _ = try? await writer.write(bytes) }
  }
}

/// How a program ended.
public struct ProgramAnswer: Sendable, Equatable {
  /// Nil where it was ended because it took too long; above 128 where a signal ended it.
  public var status: Int?
  public var output: [UInt8]
  public var error: String

  public init(status: Int?, output: [UInt8], error: String) {
    self.status = status
    self.output = output
    self.error = error
  }
}

/// A program that is not there.
public struct ProgramNotFound: Error, Equatable {
  public var program: String

  public init(program: String) {
    self.program = program
  }
}
