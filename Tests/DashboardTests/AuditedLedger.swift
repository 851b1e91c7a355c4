import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Dashboard

/// The samples with one audit and one rehearsed night, made once by the binary.
enum AuditedLedger {
  private static let made = Result {
    let folder = try SampleLedger.copy()
    for command in [["audit"], ["janitor", "run", "--no-collect"]] {
      let result = try run(command + ["--as-of", "2026-11-02"], in: folder)
      guard result.status == 0 else { throw ProgramError(program: "tarsier", reason: result.err) }
    }
    return folder
  }

  /// Another of the same, for commands: an audit writes what it finds.
  private static let asked = Result { try copy() }

  private static func run(_ arguments: [String], in folder: TemporaryFolder) throws -> ProgramResult {
    try Binary.run(
      ["--ledger", folder.path("tarsier.sqlite"), "--config", SampleLedger.config] + arguments,
      environment: ["AWS_ENDPOINT_URL": "http://127.0.0.1:9"], in: SampleLedger.root)
  }

  static func settings() throws -> DashboardSettings {
    var settings = try SampleDashboard.settings()
    settings.ledger = try made.get().path("tarsier.sqlite")
    return settings
  }

  static func get(_ uri: String) async throws -> TestResponse {
    try await SampleDashboard.get(uri, settings: try settings())
  }

  /// What a command lists.
  static func rows(_ arguments: [String]) throws -> [[String: Any]] {
    try jsonRows(run(arguments + ["--format", "json"], in: try asked.get()))
  }

  /// A ledger of one test's own, to be changed.
  static func copy() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("tarsier.sqlite", try made.get().bytes("tarsier.sqlite"))
    return folder
  }
}
