internal import Collector
internal import Inventory
internal import Janitor

/// Asks CloudFormation whether one of its stacks has a resource; not all that it makes carries its tags.
enum StackQuestion {
  static let call = CloudCall("cloudformation.describe-stack-resources") {
    ["--physical-resource-id", physicalID($0)]
  }

  /// Stacks make neither snapshots nor images.
  static func concerns(_ type: String) -> Bool { type != "ebs_snapshot" && type != "image" }

  /// - Returns: why the resource is left alone.
  static func objection(to target: Target, _ cloud: Cloud, _ account: ReachedAccount) async throws
    -> Objection?
  {
    let verdict = try await cloud.ask(call, target, as: account)
    switch verdict {
    case .answer(let bytes):
      guard let stacks = AnswerItem.all("StackResources[]", in: bytes),
        let root = AnswerItem.all("", in: bytes)?.first, root.count("StackResources") == 1
      else { return .unknown("\(call.name): the answer is not whole") }
      return stacks.first.map { .refused("CloudFormation manages it (\($0.text("StackName") ?? "a stack"))") }
    case .refused("ValidationError", let text) where text.contains("does not exist"): return nil
    case .refused, .throttled, .unreachable, .failed:
      return .unknown("\(call.name): \(verdict.reason ?? "")")
    }
  }

  /// What stacks call it: an ARN for what ARNs tell apart, the address itself for an address.
  private static func physicalID(_ target: Target) -> String {
    switch target.resource.type {
    case "load_balancer", "target_group", "secret": target.arn
    case "address": target.was?.text("PublicIp") ?? target.id
    default: target.id
    }
  }
}
