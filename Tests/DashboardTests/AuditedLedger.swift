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
  /// Another of the same, for commands: an audit writes what it finds.
  private static let asked = Result { try SampleLedger.auditedCopy() }

  private static func run(_ arguments: [String], in folder: TemporaryFolder) throws -> ProgramResult {
    try Binary.run(
      ["--ledger", folder.path("tarsier.sqlite"), "--config", SampleLedger.config] + arguments,
      environment: ["AWS_ENDPOINT_URL": "http://127.0.0.1:9"], in: SampleLedger.root)
  }

  static func settings() throws -> DashboardSettings {
    var settings = try SampleDashboard.settings()
    settings.ledger = try SampleLedger.auditedPath()
    return settings
  }

  static func get(_ uri: String) async throws -> TestResponse {
    try await SampleDashboard.get(uri, settings: try settings())
  }

  /// What a command lists.
  static func rows(_ arguments: [String]) throws -> [[String: Any]] {
    try jsonRows(run(arguments + ["--format", "json"], in: try asked.get()))
  }
}
