/// A figure of CloudWatch that tells whether a resource is used, a value a day.
public struct UseMetric: Sendable {
  /// The type of the resources that have it.
  public let type: String
  package let namespace: String
  /// CloudWatch's name: `CPUUtilization`.
  public let metric: String
  /// How a day's values become one: `Average`, `Maximum` or `Sum`.
  public let statistic: String
  package let dimension: String
  /// The dimension's value, a template of the resource.
  package let value: String
  /// Only resources whose column has this value.
  package let only: (column: String, value: String)?

  private init(
    _ type: String, _ namespace: String, _ metric: String, _ statistic: String, _ dimension: String,
    value: String = "{id}", only: (column: String, value: String)? = nil
  ) {
    self.type = type
    self.namespace = namespace
    self.metric = metric
    self.statistic = statistic
    self.dimension = dimension
    self.value = value
    self.only = only
  }

  /// The call that brings them all, and how far back it asks.
  package static let call = "cloudwatch.get-metric-data"
  package static let days = 30

  /// Every metric that is asked for.
  public static let all: [UseMetric] = [
    UseMetric("instance", "AWS/EC2", "CPUUtilization", "Average", "InstanceId"),
    UseMetric("instance", "AWS/EC2", "CPUUtilization", "Maximum", "InstanceId"),
    UseMetric("instance", "AWS/EC2", "NetworkIn", "Sum", "InstanceId"),
    UseMetric("instance", "AWS/EC2", "NetworkOut", "Sum", "InstanceId"),
    UseMetric("rds_instance", "AWS/RDS", "CPUUtilization", "Average", "DBInstanceIdentifier"),
    UseMetric("rds_instance", "AWS/RDS", "DatabaseConnections", "Maximum", "DBInstanceIdentifier"),
    UseMetric("elasticache_cluster", "AWS/ElastiCache", "CPUUtilization", "Average", "CacheClusterId"),
    UseMetric("elasticache_cluster", "AWS/ElastiCache", "CurrConnections", "Maximum", "CacheClusterId"),
    UseMetric("elasticache_cluster", "AWS/ElastiCache", "NetworkBytesIn", "Sum", "CacheClusterId"),
    UseMetric("classic_load_balancer", "AWS/ELB", "RequestCount", "Sum", "LoadBalancerName"),
    UseMetric("classic_load_balancer", "AWS/ELB", "EstimatedProcessedBytes", "Sum", "LoadBalancerName"),
    balancer("application", "AWS/ApplicationELB", "RequestCount"),
    balancer("network", "AWS/NetworkELB", "ProcessedBytes"),
    balancer("gateway", "AWS/GatewayELB", "ProcessedBytes"),
    UseMetric("nat_gateway", "AWS/NATGateway", "BytesOutToDestination", "Sum", "NatGatewayId"),
    UseMetric("nat_gateway", "AWS/NATGateway", "BytesInFromDestination", "Sum", "NatGatewayId"),
    UseMetric("ebs_volume", "AWS/EBS", "VolumeReadOps", "Sum", "VolumeId"),
    UseMetric("ebs_volume", "AWS/EBS", "VolumeWriteOps", "Sum", "VolumeId"),
  ]

  private static func balancer(_ kind: String, _ namespace: String, _ metric: String) -> UseMetric {
    UseMetric(
      "load_balancer", namespace, metric, "Sum", "LoadBalancer", value: "{arn>:loadbalancer/}",
      only: ("kind", kind))
  }
}
