import Foundation

/// `tarsier serve` as a user runs it, on a port of its own; it ends with the value.
public final class Server: Sendable {
  /// Such as `http://127.0.0.1:40123`.
  public let url: String
  public let processIdentifier: Int32
  private let folder: TemporaryFolder

  /// - Parameter arguments: those before and behind `serve`, without its port.
  public init(_ arguments: [String], in directory: String? = nil) throws {
    folder = try TemporaryFolder()
    let log = try folder.write("out", "")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Binary.path)
    process.arguments = arguments + ["serve", "--port", "0"]
    process.currentDirectoryURL = URL(fileURLWithPath: directory ?? folder.path)
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
    process.standardError = process.standardOutput
    try process.run()
    processIdentifier = process.processIdentifier
    var said = ""
    for _ in 0..<300 where process.isRunning {
      said = String(decoding: try folder.bytes("out"), as: UTF8.self)
      if said.contains("\n") { break }
      Thread.sleep(forTimeInterval: 0.05)
    }
    guard let start = said.range(of: "http://"), let end = said.range(of: "/;") else {
      kill(processIdentifier, SIGKILL)
      throw ProgramError(program: "tarsier serve", reason: said)
    }
    url = String(said[start.lowerBound..<end.lowerBound])
  }

  deinit { kill(processIdentifier, SIGKILL) }
}
