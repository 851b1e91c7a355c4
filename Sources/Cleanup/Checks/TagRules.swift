internal import Janitor

/// What tags say that the janitor must heed.
enum TagRules {
  /// Who manages what carries a tag whose key begins so.
  private static let managers: [(prefix: String, manager: String)] = [
    ("aws:cloudformation:", "CloudFormation"), ("aws:backup:", "AWS Backup"), ("aws:dlm:", "DLM"),
    ("dlm:", "DLM"), ("elasticbeanstalk:", "Elastic Beanstalk"), ("aws:ecs:", "ECS"),
    ("AmazonECSManaged", "ECS"), ("AmazonECSCreated", "ECS"), ("aws:eks:", "EKS"), ("eks:", "EKS"),
    ("KubernetesCluster", "Kubernetes"), ("karpenter.sh/", "Kubernetes"), ("CSIVolumeName", "Kubernetes"),
    ("ebs.csi.aws.com/", "Kubernetes"),
  ]
  /// Kubernetes' own parts write keys such as `kubernetes.io/cluster/web` and `elbv2.k8s.aws/cluster`.
  private static let clusterMarks = ["kubernetes.io/", "k8s.io/", "k8s.aws/"]

  /// Why what carries these tags is never touched; nil where it may be.
  static func manager(_ tags: [String: String]) -> String? {
    for key in tags.keys.sorted() {
      if let known = managers.first(where: { key.hasPrefix($0.prefix) }) {
        return "\(known.manager) manages it (tag \(key))"
      }
      if clusterMarks.contains(where: key.contains) { return "Kubernetes manages it (tag \(key))" }
    }
    return nil
  }

  /// The tag with which somebody keeps the resource; nil where nobody does.
  static func keep(_ tags: [String: String]) -> String? {
    KeepTag.of(tags).map { "it carries the tag \($0)" }
  }
}
