/// A read-only call of the aws CLI: how it is made, for what, and the permission that it takes.
public struct APICall: Sendable {
  /// How often a call is made in an account and region.
  package enum Repetition: Sendable {
    case once
    /// Once for each resource of a type, with arguments in which `{id}`, `{arn}` and `{COLUMN}` are the
    /// resource's.
    case each(type: String, arguments: [String])
    /// Once for so many resources of some types at a time, whose `{id}` or `{arn}` stand behind an option.
    case batches(types: [String], of: Int, option: String, value: String)
    /// Once for so many metrics at a time.
    case metrics
  }

  /// As files and `snapshot.json` name it: `ec2.describe-volumes`.
  public let name: String
  /// Arguments beside the service and the operation.
  package let arguments: [String]
  package let repetition: Repetition
  /// Whether the service has no regions; its answers stand under `global`.
  public let isGlobal: Bool
  /// Whether it prints nothing at all where there is nothing.
  package let mayBeSilent: Bool
  /// The IAM action that allows it: `ec2:DescribeVolumes`.
  public let action: String

  init(
    _ name: String, _ arguments: [String] = [], _ repetition: Repetition = .once,
    global isGlobal: Bool = false,
    maySayNothing mayBeSilent: Bool = false, action: String? = nil
  ) {
    self.name = name
    self.arguments = arguments
    self.repetition = repetition
    self.isGlobal = isGlobal
    self.mayBeSilent = mayBeSilent
    self.action = action ?? Self.action(of: name)
  }

  /// The CLI's service: `ec2`.
  public var service: String { String(name.prefix { $0 != "." }) }
  /// The CLI's operation: `describe-volumes`.
  public var operation: String { String(name.drop { $0 != "." }.dropFirst()) }

  /// Whether its answers are many files in a folder that is named after it.
  package var isRepeated: Bool { if case .once = repetition { false } else { true } }

  /// Whether it is made once for each resource.
  package var isPerResource: Bool { if case .each = repetition { true } else { false } }

  /// `ec2.describe-db-instances` as IAM writes it; most services are named alike in both.
  package static func action(of name: String) -> String {
    let service = String(name.prefix { $0 != "." })
    let words = name.drop { $0 != "." }.dropFirst().split(separator: "-")
    let operation = words.map { $0 == "db" ? "DB" : $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    let prefixes = [
      "elb": "elasticloadbalancing", "elbv2": "elasticloadbalancing", "efs": "elasticfilesystem",
      "resourcegroupstaggingapi": "tag",
    ]
    return "\(prefixes[service] ?? service):\(operation)"
  }
}
