import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Dashboard

/// The document that describes the API.
struct OpenAPITests {
  @Test func theFileIsWhatIsServed() async throws {
    let answer = try await SampleDashboard.get("/api/v1/openapi.json")
    #expect(answer.headers[.contentType] == "application/openapi+json;version=3.1")
    let page = URL(fileURLWithPath: "\(SampleLedger.root)/docs/openapi.json")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try answer.text.write(to: page, atomically: true, encoding: .utf8)
    }
    expectSameLines(
      answer.text, as: (try? String(contentsOf: page, encoding: .utf8)) ?? "", name: "docs/openapi.json")
  }

  @Test func tellsAllParametersOfAllResources() async throws {
    let text = try await SampleDashboard.get("/api/v1/openapi.json").text
    let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
    #expect(Set(paths.keys) == Set(API.all.map(\.path)))
    for resource in API.all {
      let told = paths[resource.path]?["get"]?["parameters"] as? [[String: Any]] ?? []
      #expect(told.map { $0["name"] as? String } == resource.parameters.map(\.name))
      #expect(told.map { $0["required"] as? Bool } == resource.parameters.map(\.isRequired))
    }
    let names = paths.values.compactMap { $0["get"]?["operationId"] as? String }
    #expect(Set(names).count == paths.count)
  }

  /// A program that makes up hundreds of questions from the document, right ones and wrong ones, and holds the
  /// answers against it.
  @Test(
    .enabled(if: Schemathesis.program != nil, "schemathesis is not there; run scripts/install-schemathesis"))
  func theServerIsAsTheDocumentSays() throws {
    let folder = try SampleLedger.copy()
    let server = try Server(
      [
        "--ledger", folder.path("tarsier.sqlite"), "--config", "\(SampleLedger.root)/samples/tarsier.yaml",
      ], options: ["--as-of", "2026-11-02"])
    let result = try Program.run(
      try #require(Schemathesis.program),
      [
        "run", "\(server.url)/api/v1/openapi.json", "--seed", "1", "--phases", "fuzzing",
        "--max-examples", "15", "--request-timeout", "120", "--continue-on-failure", "--generation-database",
        "none", "--no-color",
        // A text may well name no service; that is 400, and no schema can tell.
        "--exclude-checks", "positive_data_acceptance", "--warnings", "off",
      ], in: folder.path)
    #expect(result.status == 0, "\(result.out)\(result.err)")
    #expect(result.out.contains("\(API.all.count) selected / \(API.all.count) total"))
  }
}

/// The program that `scripts/install-schemathesis` saw to.
enum Schemathesis {
  /// Nil where it is not there.
  static let program: String? = {
    let folder = "\(SampleLedger.root)/.build-schemathesis"
    return FileManager.default.fileExists(atPath: "\(folder)/installed") ? "\(folder)/bin/schemathesis" : nil
  }()
}
