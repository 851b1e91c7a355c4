import Billing
import Foundation
import TestSupport
import Testing

@testable import Notify

@Suite("A file of messages")
struct FileChannelTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func lines() throws -> [[String: Any]] {
    try String(decoding: try folder.bytes("n.jsonl"), as: UTF8.self).split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
    }
  }

  @Test func appendsALineForEach() async throws {
    let channel = FileChannel(path: folder.path("n.jsonl"), clock: sampleClock)
    #expect(channel.isLoopbackOrFile)
    var second = sampleMessage
    second.json = "{\n  \"kind\": \"pretty\"\r\n}"
    second.subject = "a\nb\u{2028}c"
    for message in [sampleMessage, second] { #expect(await channel.send(message).problem == nil) }
    let lines = try lines()
    #expect(lines.count == 2)
    #expect(lines[0]["recipients"] as? [String] == ["growth@example.com"])
    #expect(
      lines[0]["id"] as? String == sampleMessage.id && lines[0]["text"] as? String == sampleMessage.text)
    #expect(lines[1]["subject"] as? String == "a\nb\u{2028}c")
    #expect((lines[1]["notice"] as? [String: String]) == ["kind": "pretty"])
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path("n.jsonl"))[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func goesOnBehindALineThatWasCut() async throws {
    try folder.write("n.jsonl", "{\"cut\": 1}")
    #expect(
      await FileChannel(path: folder.path("n.jsonl"), clock: sampleClock).send(sampleMessage).problem == nil)
    #expect(try lines().count == 2)
  }

  @Test func manyAtOnceMixNothingUp() async throws {
    let channel = FileChannel(path: folder.path("n.jsonl"), clock: sampleClock)
    var long = sampleMessage
    long.text = String(repeating: "0123456789", count: 20_000)
    let message = long
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<20 { group.addTask { await channel.send(message).problem == nil } }
      for await isGood in group { #expect(isGood) }
    }
    #expect(try lines().count == 20)
  }

  @Test func refusesWhatIsNoFile() async throws {
    try FileManager.default.createDirectory(atPath: folder.path("d"), withIntermediateDirectories: true)
    _ = try Program.run("mkfifo", [folder.path("pipe")])
    for path in [
      folder.path("d"), folder.path("pipe"), folder.path("none/n.jsonl"), "/dev/null", "/dev/full",
    ] {
      let problem = await FileChannel(path: path, clock: sampleClock).send(sampleMessage).problem
      #expect(problem?.place == path, "\(path)")
    }
  }
}
