import Foundation
public import Testing

/// The samples, loaded once by the binary as the README tells users to.
public enum SampleLedger {
  /// The folder of the checkout, in which `samples` and `reports` are.
  public static let root = URL(fileURLWithPath: #filePath).appending(path: "../../..").standardized.path
  public static let config = "samples/tarsier.yaml"

  private static let loaded = Result {
    let folder = try TemporaryFolder()
    for command in [["import", "samples"], ["inventory", "load", "samples/inventory"]] {
      let result = try Binary.run(["--ledger", folder.path("tarsier.sqlite")] + command, in: root)
      guard result.status == 0 else { throw ProgramError(program: "tarsier", reason: result.err) }
    }
    return folder
  }

  private static let audited = Result {
    let folder = try copy()
    for command in [["audit"], ["janitor", "run", "--no-collect"]] {
      let result = try Binary.run(
        ["--ledger", folder.path("tarsier.sqlite"), "--config", config] + command + [
          "--as-of", "2026-11-02",
        ],
        environment: ["AWS_ENDPOINT_URL": "http://127.0.0.1:9"], in: root)
      guard result.status == 0 else { throw ProgramError(program: "tarsier", reason: result.err) }
    }
    return folder
  }

  /// Runs a command that only reads.
  public static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> ProgramResult {
    let ledger = try loaded.get().path("tarsier.sqlite")
    return try Binary.run(
      ["--ledger", ledger, "--config", config] + arguments, environment: environment, in: root)
  }

  /// What a command that must succeed lists: one dictionary a row.
  public static func rows(_ arguments: [String]) throws -> [[String: Any]] {
    try jsonRows(run(arguments + ["--format", "json"]))
  }

  /// The path of the ledger, for tests that only read it.
  public static func path() throws -> String { try loaded.get().path("tarsier.sqlite") }

  /// The same with one audit and one rehearsed night, for tests that only read it.
  public static func auditedPath() throws -> String { try audited.get().path("tarsier.sqlite") }

  /// The same for one test alone, to be changed.
  public static func auditedCopy() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("tarsier.sqlite", try audited.get().bytes("tarsier.sqlite"))
    return folder
  }

  /// A ledger of one test's own, to be changed.
  public static func copy() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("tarsier.sqlite", try loaded.get().bytes("tarsier.sqlite"))
    return folder
  }
}

/// The rows of an answer in JSON; the command must have succeeded.
public func jsonRows(_ result: ProgramResult, sourceLocation: SourceLocation = #_sourceLocation) throws
  -> [[String:
  Any]]
{
  try #require(result.status == 0, "\(result.err)", sourceLocation: sourceLocation)
  let rows = try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [[String: Any]]
  return try #require(rows, sourceLocation: sourceLocation)
}
