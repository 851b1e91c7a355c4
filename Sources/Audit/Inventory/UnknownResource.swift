internal import Inventory

/// Why something that the bill names is in no snapshot.
public enum UnknownReason: Sendable, Hashable {
  /// No type of the inventory is of this service.
  case noType(service: String)
  case accountNotSeen(String)
  case regionNotSeen(account: String, region: String)
  /// The call that would list it never came whole.
  case callNotSeen(String)
  /// A snapshot showed it, and the newest does not.
  case gone
  /// It came and went between snapshots, or came after the newest.
  case neverSeen

  public var text: String {
    switch self {
    case .noType(let service): "Tarsier collects no such resources of \(service)"
    case .accountNotSeen(let account): "account \(account) was never collected"
    case .regionNotSeen(let account, let region): "\(region) of account \(account) was never collected"
    case .callNotSeen(let call): "there is no whole answer of \(call)"
    case .gone: "gone by the newest snapshot"
    case .neverSeen: "not there at any snapshot"
    }
  }
}

/// Finds out why something is not in the inventory, from its name alone.
struct UnknownResource {
  private let answers: [AnswerStatus]

  init(answers: [AnswerStatus]) {
    self.answers = answers
  }

  func reason(_ name: String, wasSeen: Bool) -> UnknownReason {
    if wasSeen { return .gone }
    let parts = name.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    guard name.hasPrefix("arn:"), parts.count == 6 else { return byID(name) }
    let (service, region, account, rest) = (parts[2], parts[3], parts[4], parts[5])
    let kind = String(rest.prefix { $0 != "/" && $0 != ":" })
    guard let call = Self.call(service: service, kind: kind) else {
      return .noType(service: "\(service) \(kind)")
    }
    if !account.isEmpty, !answers.contains(where: { $0.account == account }) {
      return .accountNotSeen(account)
    }
    let here = answers.filter { answer in
      (account.isEmpty || answer.account == account)
        && (region.isEmpty || CallCatalog.isGlobal(call) || answer.region == region)
    }
    if here.isEmpty { return .regionNotSeen(account: account, region: region) }
    return here.contains { $0.call == call && $0.takenAt != nil } ? .neverSeen : .callNotSeen(call)
  }

  /// The provider's own ids say of what they are.
  private func byID(_ id: String) -> UnknownReason {
    let calls = [
      "i": "ec2.describe-instances", "vol": "ec2.describe-volumes", "snap": "ec2.describe-snapshots",
      "nat": "ec2.describe-nat-gateways", "vpce": "ec2.describe-vpc-endpoints",
      "fs": "efs.describe-file-systems",
    ]
    guard let dash = id.firstIndex(of: "-"), let call = calls[String(id[..<dash])],
      id[id.index(after: dash)...].allSatisfy(\.isHexDigit)
    else {
      // Buckets have names that people chose.
      let call = "s3api.list-buckets"
      return answers.contains { $0.call == call && $0.takenAt != nil } ? .neverSeen : .callNotSeen(call)
    }
    return answers.contains { $0.call == call && $0.takenAt != nil } ? .neverSeen : .callNotSeen(call)
  }

  /// The call that lists what an ARN names.
  private static func call(service: String, kind: String) -> String? {
    let type = ResourceCatalog.types.first { type in
      guard let (its, kinds) = type.arnKind else { return false }
      return its == service && (kinds.isEmpty || kinds.contains(kind))
    }
    return type?.call
  }
}

extension ResourceType {
  /// The service and the kinds of resource in its ARNs, as bills have them; no kinds where the service has one alone.
  fileprivate var arnKind: (service: String, kinds: Set<String>)? {
    Self.arnKinds[name]
  }

  private static let arnKinds: [String: (service: String, kinds: Set<String>)] = [
    "instance": ("ec2", ["instance"]), "ebs_volume": ("ec2", ["volume"]),
    "ebs_snapshot": ("ec2", ["snapshot"]),
    "nat_gateway": ("ec2", ["natgateway"]), "vpc_endpoint": ("ec2", ["vpc-endpoint"]),
    "address": ("ec2", ["elastic-ip", "eip-allocation"]),
    "load_balancer": ("elasticloadbalancing", ["loadbalancer"]),
    "rds_instance": ("rds", ["db"]), "rds_cluster": ("rds", ["cluster"]),
    "rds_snapshot": ("rds", ["snapshot"]), "elasticache_cluster": ("elasticache", ["cluster"]),
    "dynamodb_table": ("dynamodb", ["table"]), "s3_bucket": ("s3", []), "sqs_queue": ("sqs", []),
    "sns_topic": ("sns", []), "lambda_function": ("lambda", ["function"]),
    "eks_cluster": ("eks", ["cluster"]),
    "efs_file_system": ("elasticfilesystem", ["file-system"]), "glue_job": ("glue", ["job"]),
    "athena_workgroup": ("athena", ["workgroup"]), "cloudwatch_alarm": ("cloudwatch", ["alarm"]),
    "log_group": ("logs", ["log-group"]), "kms_key": ("kms", ["key"]),
    "secret": ("secretsmanager", ["secret"]), "certificate": ("acm", ["certificate"]),
    "hosted_zone": ("route53", ["hostedzone"]),
  ]
}
