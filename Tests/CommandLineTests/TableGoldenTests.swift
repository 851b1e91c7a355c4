import Foundation
import TestSupport
import Testing

/// What a user sees of the samples.
@Suite("Tables of the samples")
struct TableGoldenTests {
  @Test(arguments: [
    (
      "cost-80.txt", 80, ["cost", "--by", "service,team", "--top", "12", "--where", "billing_period=2026-10"]
    ),
    ("cost-days.txt", 80, ["cost", "--per", "day", "--where", "tag:show!=", "--from", "2026-10-01"]),
    ("cost.md", 80, ["cost", "--by", "team", "--per", "month", "--format", "markdown"]),
    ("cost.csv", 80, ["cost", "--by", "team", "--per", "month", "--format", "csv"]),
    ("cost.json", 80, ["cost", "--by", "tag:team,account", "--metric", "effective", "--format", "json"]),
    ("bills-80.txt", 80, ["bills"]),
    ("bills.txt", 200, ["bills"]),
    ("rules-80.txt", 80, ["rules", "list"]),
  ])
  func isGolden(name: String, width: Int, arguments: [String]) throws {
    let result = try SampleLedger.run(arguments, environment: ["COLUMNS": "\(width)"])
    #expect(result.status == 0 && result.err.isEmpty, "\(result.err)")
    if name.hasSuffix(".txt") { #expect(result.out.split(separator: "\n").allSatisfy { $0.count <= width }) }
    expectGolden(result.out, name)
  }

  @Test func theAuditIsGolden() throws {
    let folder = try SampleLedger.copy()
    for width in [100, 160] {
      let result = try Binary.run(
        [
          "audit", "--as-of", "2026-11-02", "--config", SampleLedger.config, "--ledger",
          folder.path("tarsier.sqlite"),
        ],
        environment: ["COLUMNS": "\(width)"], in: SampleLedger.root)
      #expect(result.status == 0)
      expectGolden(result.out + result.err, "audit-\(width).txt")
    }
  }

  @Test func theDemoIsGolden() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("samples"), withDestinationPath: "\(SampleLedger.root)/samples")
    // An earlier demo's ledger is begun anew.
    try folder.write("demo/tarsier.sqlite", "old")
    let result = try Binary.run(["demo"], in: folder.path)
    #expect(result.status == 0)
    #expect(result.err.split(separator: "\n").allSatisfy { $0.hasPrefix("note: ") }, "\(result.err)")
    // What differs from one run to the next: seconds, and where the program is.
    let text = result.out.replacing(Binary.path, with: "tarsier").split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .map { line in
      line.hasPrefix("111111111111/") ? line.replacing(/[ \d]{3}\d\.\d\d$/, with: "   0.00") : line
    }
    .joined(separator: "\n")
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    expectGolden(text, "demo.txt")
    #expect(FileManager.default.fileExists(atPath: folder.path("demo/reports/2026-10.html")))
  }
}
