import Billing
import Testing

@testable import Collector

/// Where calls go when the environment tells.
struct EndpointsTests {
  private static let local = "http://127.0.0.1:5000"

  @Test(arguments: [
    ("rds", ["AWS_ENDPOINT_URL": local], ["--endpoint-url", local]),
    ("elbv2", ["AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2": local], ["--endpoint-url", local]),
    (
      "s3api", ["AWS_ENDPOINT_URL": local, "AWS_ENDPOINT_URL_S3": "http://[::1]:9"],
      ["--endpoint-url", "http://[::1]:9"]
    ),
    ("ec2", ["AWS_ENDPOINT_URL": ""], []),
    ("ec2", [:], []),
    // Somebody's private way to one service is no rehearsal.
    ("ec2", ["AWS_ENDPOINT_URL_S3": "https://bucket.vpce-1.s3.us-east-1.vpce.amazonaws.com"], []),
  ]) func `passes the endpoint on`(service: String, environment: [String: String], arguments: [String]) throws
  {
    #expect(try Endpoints(environment).arguments(service: service) == arguments)
  }

  @Test func `refuses what would slip into the cloud`() throws {
    let endpoints = Endpoints(["AWS_ENDPOINT_URL_EC2": Self.local])
    let problem = try #require(throws: Problem.self) { try endpoints.arguments(service: "sqs") }
    #expect(problem.description.contains("AWS_ENDPOINT_URL_EC2"))
  }

  @Test(arguments: [
    ("http://127.0.0.1:5000", true), ("http://localhost", true), ("http://[::1]:5000/x", true),
    ("http://127.9.9.9", true), ("http://localhost.evil.example", false),
    ("http://127.0.0.1.evil.example", false),
    ("http://127.0.0.1@evil.example", false), ("https://ec2.amazonaws.com", false), ("127.0.0.1", false),
    ("http://10.0.0.1", false),
  ]) func `knows this machine`(url: String, isLoopback: Bool) {
    #expect(Endpoints.isLoopback(url) == isLoopback)
  }

  @Test func `all of them must be this machine for a rehearsal`() {
    #expect(Endpoints(["AWS_ENDPOINT_URL": Self.local]).areLoopback)
    #expect(
      !Endpoints(["AWS_ENDPOINT_URL": Self.local, "AWS_ENDPOINT_URL_S3": "https://s3.example"]).areLoopback)
    #expect(!Endpoints([:]).areLoopback)
  }
}
