import Collector
import Foundation
import TestSupport

/// The real aws command, started once and forked for each call, where its modules are at hand; else started anew.
final class ForkedAWS: CallRunner, @unchecked Sendable {
  private let lock = NSLock()
  private let program: String
  private let process: Process?
  private let input = Pipe()
  private let output = Pipe()

  init(_ programs: MotoServer.Programs) throws {
    program = programs.aws
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/aws_forks.py").standardized
    guard try Program.run(programs.python, ["-c", "import awscli.clidriver"]).status == 0 else {
      process = nil
      return
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: programs.python)
    process.arguments = [file.path]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    self.process = process
  }

  deinit { process?.terminate() }

  func run(_ arguments: [String], environment: [String: String]) async throws -> CallResult {
    let variables = environment.merging([
      "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_PAGER": "",
    ]) { first, _ in first }
    guard process != nil else {
      let ended = try Program.run(program, arguments, environment: variables)
      return CallResult(status: Int(ended.status), output: Array(ended.out.utf8), error: ended.err)
    }
    return try lock.withLock {
      var line = try JSONSerialization.data(
        withJSONObject: ["arguments": arguments, "environment": variables] as [String: Any])
      line.append(UInt8(ascii: "\n"))
      try input.fileHandleForWriting.write(contentsOf: line)
      var answer = Data()
      while answer.last != UInt8(ascii: "\n") {
        let part = output.fileHandleForReading.availableData
        guard !part.isEmpty else { throw ProgramError(program: "aws_forks.py", reason: "it ended") }
        answer += part
      }
      let told = try JSONSerialization.jsonObject(with: answer) as? [String: Any] ?? [:]
      return CallResult(
        status: told["status"] as? Int ?? 1, output: Array((told["out"] as? String ?? "").utf8),
        error: told["err"] as? String ?? "")
    }
  }
}
