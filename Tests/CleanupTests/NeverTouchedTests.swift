import Inventory
import TestSupport
import Testing

@testable import Cleanup

/// What is never touched, whatever a rule or a clock says: each reason of each type, and a twin that has none.
struct NeverTouchedTests {
  static let descriptions: [(type: String, description: String, reason: String?)] = [
    ("image", #"{"Public": false}"#, nil),
    ("image", #"{"Public": true}"#, "it is public"),
    ("image", "{}", "whether it is public is not known"),
    (
      "image", #"{"Public": false, "DeregistrationProtection": "enabled-with-cooldown"}"#,
      "protected from being deregistered"
    ),
    (
      "auto_scaling_group",
      #"{"DeletionProtection": "none", "Instances": [{"ProtectedFromScaleIn": false}]}"#, nil
    ),
    ("auto_scaling_group", #"{"DeletionProtection": "prevent-force-deletion"}"#, "protected from deletion"),
    ("auto_scaling_group", #"{"WarmPoolConfiguration": {"MinSize": 0}}"#, "it has a warm pool"),
    (
      "auto_scaling_group",
      #"{"Instances": [{"ProtectedFromScaleIn": false}, {"ProtectedFromScaleIn": true}]}"#,
      "instances of it are protected"
    ),
    ("ebs_snapshot", #"{"Description": "before the move"}"#, nil),
    (
      "ebs_snapshot", #"{"Description": "This snapshot is created by the AWS Backup service."}"#,
      "AWS Backup manages it"
    ),
    ("rds_instance", #"{"DeletionProtection": false}"#, nil),
    ("rds_instance", #"{"DeletionProtection": true}"#, "protected from deletion"),
    ("rds_instance", "{}", "is not known"),
    ("rds_instance", #"{"DeletionProtection": false, "DBClusterIdentifier": "shop"}"#, "member of a cluster"),
    ("address", #"{"AllocationId": "a"}"#, nil),
    ("address", #"{"ServiceManaged": "alb"}"#, "a service of the provider's manages it"),
    ("network_interface", #"{"RequesterManaged": false, "InterfaceType": "interface"}"#, nil),
    ("network_interface", #"{"RequesterManaged": true}"#, "a service of the provider's manages it"),
    ("network_interface", #"{"InterfaceType": "interface"}"#, "is not known"),
    (
      "network_interface", #"{"RequesterManaged": false, "InterfaceType": "nat_gateway"}"#,
      "a service made it"
    ),
    ("network_interface", #"{"RequesterManaged": false, "Description": "aws-K8S-i-1"}"#, "EKS manages it"),
    (
      "network_interface", #"{"RequesterManaged": false, "Description": "Amazon EKS shop"}"#, "EKS manages it"
    ),
    ("network_interface", #"{"RequesterManaged": false, "Description": "arn:aws:ecs:x"}"#, "ECS manages it"),
    ("security_group", #"{"GroupName": "web"}"#, nil),
    ("security_group", #"{"GroupName": "default"}"#, "the network's own group"),
    (
      "security_group", #"{"GroupName": "x", "Description": "EKS created security group applied to ENI"}"#,
      "EKS manages it"
    ),
    ("log_group", "{}", nil),
    ("log_group", #"{"deletionProtectionEnabled": true}"#, "protected from deletion"),
    ("secret", "{}", nil),
    ("secret", #"{"OwningService": "rds"}"#, "a service of the provider's manages it"),
    ("ebs_volume", "{}", nil),
    (
      "ebs_volume", #"{"Operator": {"Managed": true, "Principal": "eks"}}"#,
      "a service of the provider's manages it"
    ),
    ("instance", #"{"Operator": {"Managed": true}}"#, "a service of the provider's manages it"),
  ]

  @Test(arguments: descriptions) func `a description forbids it`(
    _ type: String, _ description: String, _ reason: String?
  ) throws {
    let subject = try #require(Subjects.of(type))
    let item = try #require(AnswerItem(compact: description))
    let objections = subject.never.compactMap { $0.objection(to: item) }
    #expect(objections.count == (reason == nil ? 0 : 1), "\(objections)")
    #expect(reason.map { objections.first?.contains($0) == true } ?? true, "\(objections)")
  }

  /// What is asked beside the description; no answer at the path forbids it as well.
  static let guards: [(type: String, path: String, answer: String, isAllowed: Bool)] = [
    ("instance", "DisableApiTermination.Value", #"{"DisableApiTermination": {"Value": false}}"#, true),
    ("instance", "DisableApiTermination.Value", #"{"DisableApiTermination": {"Value": true}}"#, false),
    ("instance", "DisableApiTermination.Value", "{}", false),
    ("instance", "DisableApiStop.Value", #"{"DisableApiStop": {"Value": false}}"#, true),
    ("instance", "DisableApiStop.Value", #"{"DisableApiStop": {"Value": true}}"#, false),
    ("instance", "DisableApiStop.Value", "{}", false),
    ("instance", "AutoScalingInstances[]", #"{"AutoScalingInstances": []}"#, true),
    (
      "instance", "AutoScalingInstances[]",
      #"{"AutoScalingInstances": [{"InstanceId": "i-1", "LifecycleState": "Warmed:Stopped"}]}"#, false
    ),
    ("image", "LaunchPermissions[]", #"{"LaunchPermissions": []}"#, true),
    ("image", "LaunchPermissions[]", #"{"LaunchPermissions": [{"Group": "all"}]}"#, false),
    ("ebs_snapshot", "CreateVolumePermissions[]", #"{"CreateVolumePermissions": []}"#, true),
    ("ebs_snapshot", "CreateVolumePermissions[]", #"{"CreateVolumePermissions": [{"UserId": "2"}]}"#, false),
    (
      "load_balancer", "Attributes[Key=deletion_protection.enabled].Value",
      #"{"Attributes": [{"Key": "deletion_protection.enabled", "Value": "false"}]}"#, true
    ),
    (
      "load_balancer", "Attributes[Key=deletion_protection.enabled].Value",
      #"{"Attributes": [{"Key": "deletion_protection.enabled", "Value": "true"}]}"#, false
    ),
    ("load_balancer", "Attributes[Key=deletion_protection.enabled].Value", #"{"Attributes": []}"#, false),
  ]

  @Test(arguments: guards.indices) func `a further answer forbids it`(_ number: Int) throws {
    let (type, path, answer, isAllowed) = Self.guards[number]
    let question = try #require(Subjects.of(type)?.guards.first { $0.requirement.path == path })
    let item = try #require(AnswerItem(compact: answer))
    #expect((question.requirement.objection(to: item) == nil) == isAllowed)
  }

  @Test func `no guard is without its test`() {
    let tested = Set(Self.guards.map { "\($0.type) \($0.path)" })
    let all = Subjects.all.flatMap { subject in
      subject.guards.map { "\(subject.type) \($0.requirement.path)" }
    }
    #expect(Set(all) == tested)
  }

  @Test(arguments: [
    ("aws:cloudformation:stack-name", "CloudFormation"), ("aws:backup:source-resource", "AWS Backup"),
    ("aws:dlm:lifecycle-policy-id", "DLM"), ("dlm:managed", "DLM"),
    ("elasticbeanstalk:environment-id", "Elastic Beanstalk"), ("aws:ecs:clusterName", "ECS"),
    ("AmazonECSManaged", "ECS"), ("AmazonECSCreated", "ECS"), ("aws:eks:cluster-name", "EKS"),
    ("eks:cluster-name", "EKS"), ("KubernetesCluster", "Kubernetes"), ("karpenter.sh/nodepool", "Kubernetes"),
    ("CSIVolumeName", "Kubernetes"), ("ebs.csi.aws.com/cluster", "Kubernetes"),
    ("kubernetes.io/created-for/pvc/name", "Kubernetes"), ("elbv2.k8s.aws/cluster", "Kubernetes"),
    ("k8s.io/cluster-autoscaler/enabled", "Kubernetes"),
  ]) func `a tag tells who manages it`(_ key: String, _ manager: String) {
    #expect(TagRules.manager(["team": "polls", key: ""])?.hasPrefix("\(manager) manages it") == true)
  }

  @Test func `other tags forbid nothing`() {
    #expect(
      TagRules.manager(["team": "ecs", "Name": "kubernetes", "aws:autoscaling:groupName": "web"]) == nil)
    #expect(TagRules.keep(["keep": "yes", "janitor": "mark"]) == nil)
    #expect(TagRules.keep(["tarsier:keep": ""]) != nil && TagRules.keep(["Janitor": "DoNotMark"]) != nil)
  }
}
