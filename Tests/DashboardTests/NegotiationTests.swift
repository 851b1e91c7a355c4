import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Dashboard

/// What a client asks for beside the address: a state, a coding, a method.
struct NegotiationTests {
  @Test(arguments: [
    ([#""v1""#], true), ([#"W/"v1""#], true), ([#""v0", W/"v1" ,"v2""#], true), ([#""v0""#, #""v1""#], true),
    ([#""a,v1""#], false), ([#""a\" "#, "v1"], false), (["v1"], false), ([""], false), ([#""v1"#], false),
    (["*"], false), ([#""*""#], false), ([#""V1""#], false),
  ])
  func readsTags(values: [String], isNamed: Bool) {
    var headers = HTTPFields()
    for value in values { headers.append(HTTPField(name: .ifNoneMatch, value: value)) }
    #expect(EntityTag.Condition(headers).names(EntityTag("v1")) == isNamed)
  }

  @Test func aStarMeansWhateverThereIs() async throws {
    let star: HTTPFields = [.ifNoneMatch: " * "]
    #expect(EntityTag.Condition(star) == .any)
    #expect(EntityTag.Condition([:]) == .none)
    let answer = try await SampleDashboard.get("/api/v1/bills", headers: star)
    #expect(answer.status == .notModified && answer.text.isEmpty)
    #expect(answer.headers[.eTag]?.hasPrefix("W/\"") == true && answer.headers[.vary] == "Accept-Encoding")
    // There is nothing where the question is wrong.
    #expect(try await SampleDashboard.get("/api/v1/cost?by=none", headers: star).status == .badRequest)
  }

  @Test(arguments: ["/api/v1/rules", "/api/v1/openapi.json", "/assets/dashboard.css", "/metrics"])
  func everyAnswerHasATag(path: String) async throws {
    let tag = try #require(try await SampleDashboard.get(path).headers[.eTag])
    let again = try await SampleDashboard.get(path, headers: [.ifNoneMatch: "\"other\", \(tag)"])
    #expect(again.status == .notModified)
  }

  @Test(arguments: [
    ("gzip", true), ("gzip, deflate, br", true), ("deflate;q=0.5, x-gzip", true), ("GZIP;Q=0.001", true),
    ("gzip ; q=1.000", true), ("*", true), ("br, *;q=0.1", true), ("gzip;q=0", false),
    ("gzip;q=0.000", false),
    ("*, gzip;q=0", false), ("*;q=0", false), ("", false), ("identity", false), ("br", false),
    ("gzipped", false), ("gzip;q=2", false), ("gzip;q=0.0001", false), ("gzip;q=x", false), ("gzip;", false),
  ])
  func packsForWhoTakesIt(value: String, isPacked: Bool) async throws {
    let answer = try await SampleDashboard.get("/assets/dashboard.css", headers: [.acceptEncoding: value])
    #expect((answer.headers[.contentEncoding] == "gzip") == isPacked)
    #expect((Array(answer.body.readableBytesView.prefix(2)) == [0x1F, 0x8B]) == isPacked)
  }

  @Test(arguments: [
    "/api/v1/bills", "/data", "/metrics", "/healthz", "/api/v1/openapi.json", "/api/v1/nothing",
  ])
  func aHeadHasNoBody(path: String) async throws {
    let get = try await SampleDashboard.get(path)
    let head = try await SampleDashboard.get(path, method: .head)
    #expect(head.status == get.status)
    #expect(head.body.readableBytes == 0)
    #expect(head.headers[.contentLength] == String(get.body.readableBytes))
    #expect(head.headers[.contentType] == get.headers[.contentType])
  }

  @Test(arguments: [HTTPRequest.Method.post, .put, .delete, .patch, .options, .trace])
  func otherMethodsAreTold(method: HTTPRequest.Method) async throws {
    for path in ["/api/v1/bills", "/api/v1/openapi.json", "/healthz", "/data", "/reports/a.csv"] {
      let answer = try await SampleDashboard.get(path, method: method)
      #expect(answer.status == .methodNotAllowed, "\(path)")
      #expect(answer.headers[.allow] == "GET, HEAD")
    }
    #expect(try await SampleDashboard.get("/api/v1/nothing", method: method).status == .notFound)
  }
}
