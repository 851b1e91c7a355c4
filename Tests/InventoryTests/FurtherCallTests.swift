import Inventory
import Testing

/// Answers that are made of many: settings of buckets, lists within lists, tags of all services, figures of use.
struct FurtherCallTests {
  private let home = "111111111111/us-east-1"

  @Test func `settings of a bucket come one by one, and none is an answer`() throws {
    let disk = try SnapshotOnDisk()
    let place = "2/111111111111/global"
    try disk.write(day: 2, "unread.call", "{}")
    try disk.write("\(place)/s3api.list-buckets.json", #"{"Buckets": [{"Name": "logs"}, {"Name": "site"}]}"#)
    try disk.write(
      "\(place)/s3api.get-bucket-encryption/logs.json",
      #"{"ServerSideEncryptionConfiguration": {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}}"#
    )
    try disk.write(
      "\(place)/s3api.get-bucket-encryption/site.error",
      "An error occurred (ServerSideEncryptionConfigurationNotFoundError) when calling the GetBucketEncryption"
        + " operation: none")
    // Never set: the CLI prints nothing.
    try disk.write("\(place)/s3api.get-bucket-versioning/logs.json", "")
    try disk.write("\(place)/s3api.get-bucket-versioning/site.json", #"{"Status": "Enabled"}"#)
    try disk.write(
      "\(place)/s3api.get-bucket-lifecycle-configuration/logs.json", #"{"Rules": [{"Status": "Enabled"}]}"#)
    try disk.write(
      "\(place)/s3api.get-bucket-lifecycle-configuration/site.error",
      "An error occurred (NoSuchLifecycleConfiguration) when calling the operation: none")
    try disk.load("2")
    #expect(
      try disk.rows(
        "SELECT bucket, region, encryption, versioning, lifecycle_rules FROM s3_buckets", ["s3_buckets"])
        == ["logs|global|AES256|-|1", "site|global|-|Enabled|0"])
  }

  @Test func `rules of a security group are a row for each peer`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write(
      day: 2, "ec2.describe-security-groups",
      #"""
      {"SecurityGroups": [{"GroupId": "sg-1", "GroupName": "web", "OwnerId": "111111111111",
        "IpPermissions": [
          {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "0.0.0.0/0"}],
           "Ipv6Ranges": [{"CidrIpv6": "::/0"}], "UserIdGroupPairs": [], "PrefixListIds": []},
          {"IpProtocol": "-1", "IpRanges": [], "UserIdGroupPairs": [{"GroupId": "sg-2", "UserId": "111111111111"}]}],
        "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "all"}]}]}]}
      """#)
    try disk.load("2")
    #expect(
      try disk.rows(
        """
        SELECT direction, protocol, from_port, to_port, coalesce(cidr_ipv4, cidr_ipv6, peer_group_id)
        FROM security_group_rules ORDER BY 1, 2, 3, 5
        """, ["security_groups", "security_group_rules"])
        == [
          "egress|-1|-|-|0.0.0.0/0", "ingress|-1|-|-|sg-2", "ingress|tcp|443|443|0.0.0.0/0",
          "ingress|tcp|443|443|::/0",
        ])
  }

  @Test func `a list about each of another list's resources names them`() throws {
    let disk = try SnapshotOnDisk()
    let cluster = "arn:aws:ecs:us-east-1:111111111111:cluster/web"
    let service = "arn:aws:ecs:us-east-1:111111111111:service/web/api"
    try disk.write(day: 2, "ecs.list-clusters", #"{"clusterArns": ["\#(cluster)"]}"#)
    try disk.write("2/\(home)/ecs.list-services/web.json", #"{"serviceArns": ["\#(service)"]}"#)
    try disk.write(
      "2/\(home)/ecs.describe-services/web%2Fapi.json",
      #"{"services": [{"status": "ACTIVE", "desiredCount": 2, "runningCount": 1}]}"#)
    try disk.load("2")
    #expect(
      try disk.rows("SELECT ecs_service, cluster, arn, running_count FROM ecs_services", ["ecs_services"])
        == ["web/api|web|\(service)|1"])
  }

  @Test func `what has no tags is left out of the answer about them`() throws {
    let disk = try SnapshotOnDisk()
    let arn = "arn:aws:sqs:us-east-1:111111111111:"
    try disk.write(
      day: 2, "sqs.list-queues",
      #"{"QueueUrls": ["https://sqs/111111111111/a", "https://sqs/111111111111/b"]}"#)
    try disk.load("2")
    #expect(try disk.rows("SELECT queue, tags FROM sqs_queues", ["sqs_queues"]) == ["a|-", "b|-"])
    try disk.write(
      "2/\(home)/resourcegroupstaggingapi.get-resources.json",
      #"{"ResourceTagMappingList": [{"ResourceARN": "\#(arn)a", "Tags": [{"Key": "team", "Value": "poll"}]}]}"#
    )
    try disk.load("2")
    #expect(
      try disk.rows("SELECT queue, tags FROM sqs_queues", ["sqs_queues"]) == [#"a|{"team":"poll"}"#, "b|{}"])
  }

  @Test func `a call that prints nothing where there is nothing is whole`() throws {
    let disk = try SnapshotOnDisk()
    try disk.write(day: 2, "sqs.list-queues", "\n")
    try disk.load("2")
    let answers = try InventoryView(ledger: disk.ledger, asOf: SnapshotOnDisk.time(31)).answers
    #expect(answers.allSatisfy { $0.takenAt != nil })
    #expect(answers.map(\.call) == ["sqs.get-queue-attributes", "sqs.list-queues"])
  }

  @Test func `figures of use are kept day by day, and those of an unfinished day are not shown`() throws {
    let disk = try SnapshotOnDisk()
    func answer(_ days: [(day: Int, value: String)]) -> String {
      let times = days.map { "\"\(SnapshotOnDisk.date($0.day))T00:00:00+00:00\"" }.joined(separator: ",")
      let values = days.map(\.value).joined(separator: ",")
      return
        #"{"MetricDataResults": [{"Id": "m0", "Label": "instance i-1 CPUUtilization Average", "#
        + #""Timestamps": [\#(times)], "Values": [\#(values)], "StatusCode": "Complete"}], "Messages": []}"#
    }
    try disk.write(day: 9, "ec2.describe-volumes", volumes())
    try disk.write(
      "9/\(home)/cloudwatch.get-metric-data/1.json", answer([(7, "1.25"), (8, "2e-3"), (9, "7")]))
    try disk.load("9")
    try disk.write(day: 11, "ec2.describe-volumes", volumes())
    try disk.write("11/\(home)/cloudwatch.get-metric-data/1.json", answer([(8, "2.5"), (9, "3"), (10, "4")]))
    let query = "SELECT resource_type, resource_id, metric, statistic, day, value FROM daily_use ORDER BY day"
    let head = "instance|i-1|CPUUtilization|Average|2026-10-"
    #expect(try disk.rows(query, ["daily_use"], day: 10) == ["\(head)07|1.25", "\(head)08|0.002"])
    try disk.load("11")
    #expect(
      try disk.rows(query, ["daily_use"]) == ["07|1.25", "08|2.5", "09|3.0", "10|4.0"].map { head + $0 })
  }

  @Test(arguments: ["Forbidden", "InternalError"])
  func `figures that CloudWatch kept back are not seen`(status: String) throws {
    let disk = try SnapshotOnDisk()
    let answer = """
      {"MetricDataResults": [
        {"Id": "m0", "Label": "instance i-1 CPUUtilization Average", "Timestamps": ["2026-10-01T00:00:00+00:00"],
          "Values": [1.5], "StatusCode": "Complete"},
        {"Id": "m1", "Label": "instance i-2 CPUUtilization Average", "Timestamps": [], "Values": [],
          "StatusCode": "\(status)"}], "Messages": []}
      """
    try disk.write(day: 2, "ec2.describe-volumes", volumes())
    try disk.write("2/\(home)/cloudwatch.get-metric-data/1.json", answer)
    try disk.load("2")
    let answers = try InventoryView(ledger: disk.ledger, asOf: SnapshotOnDisk.time(31)).answers
    let use = try #require(answers.first { $0.call == "cloudwatch.get-metric-data" })
    #expect(use.takenAt == nil)
    #expect(
      use.failure?.reason == "CloudWatch answered \(status) for instance i-2 CPUUtilization Average")
  }
}
