internal import Audit

/// Tells what manages a resource, so that it would only come back, or break what looks after it.
enum Manager {
  /// Beginnings of tags' keys that a manager sets on what is its own.
  private static let keys = [
    ("aws:backup:", "AWS Backup"), ("aws:dlm:", "a lifecycle policy (DLM)"),
    ("dlm:managed", "a lifecycle policy (DLM)"), ("aws:cloudformation:", "CloudFormation"),
    ("elasticbeanstalk:", "Elastic Beanstalk"), ("aws:ecs:", "ECS"), ("AmazonECSManaged", "ECS"),
    ("eks:", "EKS"), ("aws:eks:", "EKS"), ("kubernetes.io/", "Kubernetes"), ("k8s.io/", "Kubernetes"),
    ("elbv2.k8s.aws/", "EKS"), ("karpenter.", "EKS"),
  ]

  /// - Returns: what manages a resource, in words; nil where nothing is known to.
  static func of(_ resource: OwnerResolver.Resource, _ relations: Relations) -> String? {
    if let stack = relations.stack(of: resource) { return "CloudFormation (stack \(stack))" }
    if let address = relations.terraformAddress(of: resource) { return "Terraform (\(address))" }
    for (start, manager) in keys where resource.tags.keys.contains(where: { $0.hasPrefix(start) }) {
      return manager
    }
    return nil
  }
}
