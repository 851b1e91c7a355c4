import Dispatch
public import Foundation

/// How a program ended, and what it said.
public struct ProgramResult: Sendable {
  /// The exit status, or the number of the signal that ended it, negative.
  public var status: Int32
  public var out: String
  public var err: String
}

/// Runs a program to its end.
///
/// Its output goes through files, so that no full pipe can block it, and it never sees a terminal.
public enum Program {
  /// - Parameter environment: all that it gets, beside PATH and HOME.
  public static func run(
    _ program: String, _ arguments: [String], environment: [String: String] = [:], input: Data = Data(),
    in folder: String? = nil
  ) throws -> ProgramResult {
    let streams = try TemporaryFolder()
    for name in ["out", "err"] { try streams.write(name, "") }
    let file = try streams.write("in", input)

    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder ?? streams.path)
    process.environment = ProcessInfo.processInfo.environment
      .filter { ["PATH", "HOME"].contains($0.key) }
      .merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: streams.path("out")))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: streams.path("err")))

    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    ended.wait()
    let status = process.terminationStatus
    return ProgramResult(
      status: process.terminationReason == .exit ? status : -status,
      out: String(decoding: try streams.bytes("out"), as: UTF8.self),
      err: String(decoding: try streams.bytes("err"), as: UTF8.self))
  }

  /// What `python3` prints for a script: a second opinion on figures, with `decimal` arithmetic.
  public static func python(_ script: String, _ arguments: [String] = []) throws -> String {
    try output(of: "python3", ["-c", script] + arguments)
  }

  /// What a stock `sqlite3` shell prints for a query: columns set apart by `|`, a row on a line.
  public static func sqlite3(_ database: String, _ query: String) throws -> String {
    try output(of: "sqlite3", ["-batch", database, query])
  }

  private static func output(of program: String, _ arguments: [String]) throws -> String {
    let result = try run(program, arguments)
    guard result.status == 0 else { throw ProgramError(program: program, reason: result.err) }
    return result.out
  }
}

/// A program that failed where it must not.
public struct ProgramError: Error, CustomStringConvertible {
  var program: String
  var reason: String

  public init(program: String, reason: String) {
    self.program = program
    self.reason = reason
  }

  public var description: String { "\(program): \(reason)" }
}
