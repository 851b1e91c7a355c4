import Foundation
import TestSupport

/// A server in Python on this machine, as a test wants it; it ends with the value.
///
/// Its script prints `ready PORT`, and then a line of JSON for whatever it is sent.
final class PythonServer {
  private let process = Process()
  private let folder: TemporaryFolder
  private(set) var port = 0

  init(python: String = "/usr/bin/env", _ script: String, _ options: [String: Any] = [:]) throws {
    folder = try TemporaryFolder()
    let path = try folder.write("server.py", script)
    let json = String(decoding: try JSONSerialization.data(withJSONObject: options), as: UTF8.self)
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = (python == "/usr/bin/env" ? ["python3"] : []) + [path, json]
    process.standardOutput = try FileHandle(
      forWritingTo: URL(fileURLWithPath: try folder.write("out", "")))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: try folder.write("err", "")))
    try process.run()
    for _ in 0..<300 {
      if let ready = try lines().first, ready.hasPrefix("ready "), let port = Int(ready.dropFirst(6)) {
        self.port = port
        return
      }
      Thread.sleep(forTimeInterval: 0.05)
    }
    throw ProgramError(
      program: "server.py", reason: String(decoding: try folder.bytes("err"), as: UTF8.self))
  }

  deinit { kill(process.processIdentifier, SIGKILL) }

  private func lines() throws -> [String] {
    String(decoding: try folder.bytes("out"), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// What it was sent, in order.
  func received() throws -> [[String: Any]] {
    try lines().dropFirst().map { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
    }
  }
}
