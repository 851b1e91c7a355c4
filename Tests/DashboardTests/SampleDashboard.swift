import Billing
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Listings
import NIOCore
import TestSupport
import Testing

@testable import Dashboard

/// The dashboard over the samples, asked without a socket.
enum SampleDashboard {
  /// The end of 2026-11-02, when the samples' bills were complete.
  static let asOf = AsOf(lastSecond: 1_793_663_999)

  static func settings() throws -> DashboardSettings {
    var settings = DashboardSettings(ledger: try SampleLedger.path())
    settings.config = "\(SampleLedger.root)/samples/tarsier.yaml"
    settings.reports = "\(SampleLedger.root)/reports"
    settings.asOf = asOf
    settings.version = "1.2.3"
    return settings
  }

  /// Sends one request.
  static func get(
    _ uri: String, headers: HTTPFields = [:], settings: DashboardSettings? = nil
  ) async throws -> TestResponse {
    let settings = try settings ?? Self.settings()
    return try await Dashboard(settings).application().test(.router) { client in
      try await client.execute(uri: uri, method: .get, headers: headers)
    }
  }

  /// Sends one form.
  static func post(
    _ uri: String, _ form: String, headers: HTTPFields = [:], settings: DashboardSettings
  ) async throws -> TestResponse {
    var headers = headers
    if headers[.contentType] == nil { headers[.contentType] = "application/x-www-form-urlencoded" }
    return try await Dashboard(settings).application().test(.router) { [headers] client in
      try await client.execute(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: form))
    }
  }
}

extension TestResponse {
  var text: String { String(buffer: body) }

  /// The rows of a listing in JSON.
  func rows() throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
  }
}
