import Foundation

/// A server that plays AWS on this machine, with the aws command to ask it; it ends with the value.
public final class MotoServer {
  /// The programs that `scripts/install-moto` saw to.
  public struct Programs: Sendable {
    public var server: String
    public var python: String
    public var aws: String

    /// Nil where they are not there.
    public static let found: Programs? = {
      let root = URL(fileURLWithPath: #filePath).appending(path: "../../..").standardized.path
      let own = "\(root)/.build-moto/bin"
      if FileManager.default.fileExists(atPath: "\(root)/.build-moto/installed") {
        return Programs(server: "\(own)/moto_server", python: "\(own)/python", aws: "\(own)/aws")
      }
      let which = try? Program.run(
        "sh",
        [
          "-c",
          "for program in moto_server python3 aws; do command -v $program || exit; done; python3 -c 'import boto3, moto'",
        ])
      guard let lines = which?.out.split(separator: "\n").map(String.init), which?.status == 0,
        lines.count == 3
      else { return nil }
      return Programs(server: lines[0], python: lines[1], aws: lines[2])
    }()
  }

  public let url: String
  private let process = Process()
  private let folder: TemporaryFolder

  public init(_ programs: Programs) throws {
    folder = try TemporaryFolder()
    let port = Int.random(in: 20_000..<32_000)
    url = "http://127.0.0.1:\(port)"
    let log = try folder.write("moto.log", "")
    process.executableURL = URL(fileURLWithPath: programs.server)
    process.arguments = ["-H", "127.0.0.1", "-p", String(port)]
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
    process.standardError = process.standardOutput
    try process.run()
    for _ in 0..<300 {
      if String(decoding: try folder.bytes("moto.log"), as: UTF8.self).contains("Running on") { return }
      Thread.sleep(forTimeInterval: 0.1)
    }
    throw ProgramError(
      program: "moto_server", reason: String(decoding: try folder.bytes("moto.log"), as: UTF8.self))
  }

  // It has nothing to keep, and a polite signal leaves it waiting for its own threads.
  deinit { kill(process.processIdentifier, SIGKILL) }
}
