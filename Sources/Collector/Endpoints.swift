internal import Billing

/// Where calls go when the environment says so: to a rehearsal's server, and never by mistake to the cloud.
public struct Endpoints: Sendable {
  private let variables: [String: String]

  /// - Parameter environment: the variables of this process.
  public init(_ environment: [String: String]) {
    variables = environment.filter { $0.key.hasPrefix("AWS_ENDPOINT_URL") && !$0.value.isEmpty }
  }

  /// The option that sends a service's calls where the environment says.
  ///
  /// The CLI has a variable for it too, which not every version and not every service heeds.
  func arguments(service: String) throws -> [String] {
    if let url = url(of: service) { return ["--endpoint-url", url] }
    // Where others are rehearsed on this machine, this one must not slip into the cloud.
    if let rehearsed = variables.first(where: { Self.isLoopback($0.value) }) {
      throw Problem.wouldGoElsewhere(service, rehearsed: rehearsed.key)
    }
    return []
  }

  /// Whether every call goes to this machine.
  public var areLoopback: Bool {
    variables["AWS_ENDPOINT_URL"] != nil && variables.values.allSatisfy(Self.isLoopback)
  }

  private func url(of service: String) -> String? {
    let name = Self.names[service] ?? service.uppercased()
    return variables["AWS_ENDPOINT_URL_\(name)"] ?? variables["AWS_ENDPOINT_URL"]
  }

  /// How the variables name the services that the command line names otherwise.
  private static let names = [
    "autoscaling": "AUTO_SCALING", "elb": "ELASTIC_LOAD_BALANCING", "elbv2": "ELASTIC_LOAD_BALANCING_V2",
    "s3api": "S3", "elasticbeanstalk": "ELASTIC_BEANSTALK", "logs": "CLOUDWATCH_LOGS",
    "secretsmanager": "SECRETS_MANAGER", "route53": "ROUTE_53",
    "resourcegroupstaggingapi": "RESOURCE_GROUPS_TAGGING_API",
  ]

  static func isLoopback(_ url: String) -> Bool {
    guard let start = url.firstRange(of: "://")?.upperBound else { return false }
    let authority = url[start...].prefix { $0 != "/" && $0 != "?" }
    // What stands before an @ is a name, not the host.
    guard !authority.contains("@") else { return false }
    if authority.hasPrefix("[::1]") { return true }
    let host = authority.prefix { $0 != ":" }
    guard host != "localhost" else { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
