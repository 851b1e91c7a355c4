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
  public func arguments(service: String) throws -> [String] {
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

  /// Whether a service's calls go to this machine.
  public func isLoopback(service: String) -> Bool { url(of: service).map(Self.isLoopback) ?? false }

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

  static func isLoopback(_ url: String) -> Bool { WebAddress(url)?.isLoopback == true }
}
