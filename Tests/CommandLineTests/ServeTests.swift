import Foundation
import TestSupport
import Testing

/// `tarsier serve` as a process: where it listens, and what it refuses at once.
struct ServeTests {
  @Test(arguments: [
    (["--host", "0.0.0.0"], 1, "anybody who reaches it could read"),
    (["--host", "10.1.2.3"], 1, "--token-file FILE"),
    (["--port", "70000"], 64, "write one from 0 to 65535"),
    (["--token-file", "nothing.txt"], 1, "nothing.txt: the secret cannot be read"),
    (["--token-file", "short.txt"], 1, "short.txt: holds a token of fewer than 24 characters"),
  ])
  func refusesAtOnce(arguments: [String], status: Int32, error: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("short.txt", "secret\n")
    let result = try Binary.run(["serve"] + arguments, in: folder.path)
    #expect(result.status == status)
    #expect(result.err.contains(error), "\(result.err)")
    #expect(result.out.isEmpty)
  }

  @Test func aHeaderOfAProxyOpensAHost() throws {
    let folder = try TemporaryFolder()
    try folder.write("tarsier.yaml", "serve: {user_header: 'X Forwarded'}\n")
    let wrong = try Binary.run(["serve", "--host", "0.0.0.0"], in: folder.path)
    #expect(wrong.err.contains("tarsier.yaml:1:"), "\(wrong.err)")
    #expect(wrong.err.contains("'X Forwarded' is no header's name"))
  }

  @Test func aPortThatIsTakenIsNamed() throws {
    let server = try Server([])
    let port = try #require(server.url.split(separator: ":").last)
    let second = try Binary.run(["serve", "--port", String(port)])
    #expect(second.status == 1)
    #expect(second.err.contains("127.0.0.1:\(port): cannot be served"), "\(second.err)")
  }

  /// A long head is refused in words, and the server goes on.
  @Test(arguments: [
    (address: 20_000, header: 0, status: "414", words: "longer than 8192 bytes"),
    (address: 100, header: 40_000, status: "431", words: "longer than 32768 bytes"),
    (address: 100, header: 20_000, status: "200", words: "ok"),
    (address: 90_000, header: 0, status: "414", words: "longer than 8192 bytes"),
  ])
  func aLongHead(address: Int, header: Int, status: String, words: String) throws {
    let server = try Server([])
    let folder = try TemporaryFolder()
    try folder.write(
      "request",
      """
      url = "\(server.url)/healthz?\(String(repeating: "a", count: address))"
      header = "X-Long: \(String(repeating: "b", count: header))"
      """)
    let result = try Program.run("curl", ["-s", "-w", "%{http_code}", "-K", folder.path("request")])
    #expect(result.out.hasSuffix(status), "\(result.out.suffix(200))")
    #expect(result.out.contains(words), "\(result.out.prefix(200))")
    #expect(try Program.run("curl", ["-s", "\(server.url)/healthz"]).out.contains("ok"))
  }

  /// The ledger comes, changes, is damaged and goes while the server runs.
  @Test func whateverBecomesOfTheLedgerItGoesOn() async throws {
    let folder = try TemporaryFolder()
    let server = try Server(["--ledger", folder.path("tarsier.sqlite")])
    func ask() throws -> (status: String, body: String) {
      let result = try Program.run(
        "curl", ["-s", "-w", "%{http_code}", "\(server.url)/api/v1/cost?by=provider"])
      return (String(result.out.suffix(3)), String(result.out.dropLast(3)))
    }
    #expect(try ask().status == "503")

    let good = try Data(contentsOf: URL(fileURLWithPath: SampleLedger.path()))
    try folder.write("tarsier.sqlite", good)
    let first = try ask()
    #expect(first.status == "200")
    #expect(first.body.contains("\"cost\": "))

    // Torn in the middle of what is read.
    try folder.write("tarsier.sqlite", Data(good.prefix(40_000)) + Data(count: 200_000))
    #expect(try ask().status == "503")

    try folder.write("tarsier.sqlite", good)
    _ = try Program.sqlite3(folder.path("tarsier.sqlite"), "PRAGMA user_version = 1")
    let older = try ask()
    #expect(older.status == "503")
    #expect(older.body.contains("older Tarsier"), "\(older.body)")
    _ = try Program.sqlite3(folder.path("tarsier.sqlite"), "PRAGMA user_version = 99")
    let newer = try ask()
    #expect(newer.status == "503")
    #expect(newer.body.contains("newer Tarsier"), "\(newer.body)")

    try folder.write("tarsier.sqlite", "no database")
    #expect(try ask().status == "503")

    try FileManager.default.removeItem(atPath: folder.path("tarsier.sqlite"))
    #expect(try ask().status == "503")

    try folder.write("tarsier.sqlite", good)
    #expect(try ask().body == first.body)
  }
}
