import Collector
import Foundation

/// A provider in memory that keeps what it is told, and can be made to misbehave at any call.
final class FakeCloud: CallRunner, @unchecked Sendable {
  typealias Thing = [String: Any]

  /// What happens at a call instead of, or beside, what should.
  enum Mishap {
    /// The service answers with an error.
    case refuse(String)
    /// Nothing comes until the time is over; it was carried out all the same, or was not.
    case silence(carriedOut: Bool)
    /// This process dies before the call, or behind it.
    case death(carriedOut: Bool)
    /// The answer is this text.
    case answer(String)
    /// Something happens first.
    case meanwhile(() -> Void)
  }

  /// What stands for a process that was killed.
  struct Killed: Error {}

  private let lock = NSRecursiveLock()
  private var mishaps: [String: [Mishap?]] = [:]
  private var calls: [[String]] = []
  private var number = 0
  /// As which role each call was made.
  private(set) var roles: [String: Set<String>] = [:]
  private var account = "111111111111"

  var volumes: [Thing] = []
  var snapshots: [Thing] = []
  var images: [Thing] = []
  var instances: [Thing] = []
  var groups: [Thing] = []
  var databases: [Thing] = []
  var addresses: [Thing] = []
  /// How many looks at a new snapshot show it pending.
  var pendingLooks = 0
  /// Instance ids of members of groups.
  var members: Set<String> = []
  var protected: Set<String> = []
  /// Whether the instances of a group that is scaled to zero take their time.
  var emptiesSlowly = false
  /// The tags of instances that are only listed in their group.
  var memberTags: [String: [Thing]] = [:]
  /// Who may use snapshots and images, by id.
  var shared: Set<String> = []
  /// Stacks by the ids that they have.
  var stacks: [String: String] = [:]
  /// CloudWatch's figures of volumes.
  var use: [String: [String]] = [:]

  /// The changes that were carried out, whatever its caller learnt of them.
  private(set) var carriedOut: [String] = []
  /// The final snapshots of databases.
  private(set) var finalSnapshots: [String] = []
  private var death: (callsLeft: Int, carriedOut: Bool)?
  /// Is told of a volume's deletion before it is carried out.
  var onDelete: ((String) -> Void)?

  /// Lets the process die at its next call but so many, before it or behind it.
  func die(after calls: Int, carriedOut: Bool) { lock.withLock { death = (calls, carriedOut) } }

  /// Lets it live.
  func revive() { lock.withLock { death = nil } }

  /// Lets a call go wrong, once for each mishap; nil for once as it should.
  func at(_ call: String, _ next: Mishap?...) {
    lock.withLock { mishaps[call, default: []] += next }
  }

  /// Lets a call go wrong every time.
  func always(_ call: String, _ mishap: Mishap) {
    lock.withLock { mishaps[call] = Array(repeating: mishap, count: 1_000) }
  }

  func identify(as account: String) { lock.withLock { self.account = account } }

  /// The calls of a name, or all of them, as they were made.
  func made(_ call: String? = nil) -> [String] {
    lock.withLock {
      calls.filter { call == nil || $0.prefix(2).joined(separator: ".") == call }.map {
        $0.joined(separator: " ")
      }
    }
  }

  /// The calls that change something.
  var changes: [String] {
    lock.withLock {
      calls.map { $0.prefix(2).joined(separator: ".") }.filter(Self.isChange)
    }
  }

  func forgetCalls() { lock.withLock { calls = [] } }
  func forgetChanges() { lock.withLock { carriedOut = [] } }

  func run(_ arguments: [String], environment: [String: String]) async throws -> CallResult {
    try lock.withLock {
      calls.append(arguments)
      roles[arguments.prefix(2).joined(separator: "."), default: []].insert(
        environment["AWS_ACCESS_KEY_ID"] ?? "")
      let call = arguments.prefix(2).joined(separator: ".")
      if let planned = death {
        death = planned.callsLeft > 0 ? (planned.callsLeft - 1, planned.carriedOut) : nil
        if planned.callsLeft == 0 {
          if planned.carriedOut { _ = answer(call, arguments) }
          throw Killed()
        }
      }
      guard var next = mishaps[call], !next.isEmpty else { return answer(call, arguments) }
      let mishap = next.removeFirst()
      mishaps[call] = next
      switch mishap {
      case nil: return answer(call, arguments)
      case .refuse(let code): return Self.refusal(code)
      case .answer(let text): return CallResult(status: 0, output: Array(text.utf8), error: "")
      case .silence(let carriedOut):
        if carriedOut { _ = answer(call, arguments) }
        return CallResult(status: nil, output: [], error: "")
      case .death(let carriedOut):
        if carriedOut { _ = answer(call, arguments) }
        throw Killed()
      case .meanwhile(let body):
        body()
        return answer(call, arguments)
      }
    }
  }

  static func refusal(_ code: String, _ text: String = "no") -> CallResult {
    CallResult(
      status: 254, output: [], error: "\nAn error occurred (\(code)) when calling the X operation: \(text)\n")
  }

  private func json(_ value: Thing) -> CallResult {
    let data = (try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])) ?? Data()
    return CallResult(status: 0, output: Array(data), error: "")
  }

  private func option(_ name: String, _ arguments: [String]) -> String? {
    arguments.firstIndex(of: name).map { arguments[$0 + 1] }
  }

  /// An instance that a group lists.
  private func member(_ id: String) -> Thing? {
    let listed = groups.flatMap { $0["Instances"] as? [Thing] ?? [] }
    guard listed.contains(where: { $0["InstanceId"] as? String == id }) else { return nil }
    return ["InstanceId": id, "State": ["Name": "running"], "Tags": memberTags[id] ?? []]
  }

  private func fresh(_ prefix: String) -> String {
    number += 1
    return "\(prefix)-new\(number)"
  }

  /// Tags as the shorthand or the JSON of `--tag-specifications` has them.
  private func tags(_ arguments: [String]) -> [Thing] {
    guard let text = option("--tag-specifications", arguments) else { return [] }
    if text.hasPrefix("["), let parsed = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Thing]
    {
      return parsed.first?["Tags"] as? [Thing] ?? []
    }
    return text.components(separatedBy: "{Key=").dropFirst().map { part in
      let pair = part.prefix { $0 != "}" }.components(separatedBy: ",Value=")
      return ["Key": pair[0], "Value": pair[1]]
    }
  }

  /// The things of a list that the arguments ask for; nil where one that is named is not there.
  private func asked(_ things: [Thing], _ key: String, _ idOption: String, _ arguments: [String]) -> [Thing]?
  {
    if let id = option(idOption, arguments) {
      let found = things.filter { $0[key] as? String == id }
      return found.isEmpty ? nil : found
    }
    guard let filter = option("--filters", arguments) else { return things }
    let parts = filter.dropFirst("Name=".count).components(separatedBy: ",Values=")
    guard parts[0].hasPrefix("tag:") else { return [] }
    let tag = parts[0].dropFirst("tag:".count)
    return things.filter { thing in
      (thing["Tags"] as? [Thing] ?? []).contains {
        $0["Key"] as? String == String(tag) && $0["Value"] as? String == parts[1]
      }
    }
  }

  private func set(
    _ list: ReferenceWritableKeyPath<FakeCloud, [Thing]>, _ key: String, _ id: String?,
    _ change: (inout Thing) -> Void
  ) -> Bool {
    guard let index = self[keyPath: list].firstIndex(where: { $0[key] as? String == id }) else {
      return false
    }
    change(&self[keyPath: list][index])
    return true
  }

  private func remove(
    _ list: ReferenceWritableKeyPath<FakeCloud, [Thing]>, _ key: String, _ id: String?, _ code: String
  ) -> CallResult {
    guard self[keyPath: list].contains(where: { $0[key] as? String == id }) else { return Self.refusal(code) }
    self[keyPath: list].removeAll { $0[key] as? String == id }
    return CallResult(status: 0, output: [], error: "")
  }

  private func answer(_ call: String, _ arguments: [String]) -> CallResult {
    let result = result(of: call, arguments)
    if result.status == 0, Self.isChange(call) { carriedOut.append(call) }
    return result
  }

  private static func isChange(_ call: String) -> Bool {
    let verb = call.drop { $0 != "." }.dropFirst().prefix { $0 != "-" }
    return !["describe", "get", "list", "assume"].contains(verb)
  }

  private func result(of call: String, _ arguments: [String]) -> CallResult {
    let silent = CallResult(status: 0, output: [], error: "")
    switch call {
    case "sts.get-caller-identity":
      return json(["Account": account, "Arn": "arn:aws:iam::\(account):user/a"])
    case "sts.assume-role":
      let role = option("--role-arn", arguments) ?? ""
      return json(["Credentials": ["AccessKeyId": role, "SecretAccessKey": "s", "SessionToken": "t"]])
    case "cloudformation.describe-stack-resources":
      let id = option("--physical-resource-id", arguments) ?? ""
      guard let stack = stacks[id] else {
        return Self.refusal("ValidationError", "Stack for \(id) does not exist")
      }
      return json(["StackResources": [["StackName": stack, "PhysicalResourceId": id]]])
    case "cloudwatch.get-metric-data":
      let asked = option("--metric-data-queries", arguments) ?? ""
      let figures = use.first { asked.contains("\"\($0.key)\"") }?.value ?? []
      let values = figures.compactMap { Double($0) }
      return json([
        "MetricDataResults": [
          ["Id": "m0", "Values": values, "StatusCode": "Complete"],
          ["Id": "m1", "Values": [Double](), "StatusCode": "Complete"],
        ]
      ])

    case "ec2.describe-volumes":
      guard let found = asked(volumes, "VolumeId", "--volume-ids", arguments) else {
        return Self.refusal("InvalidVolume.NotFound")
      }
      return json(["Volumes": found])
    case "ec2.delete-volume":
      onDelete?(option("--volume-id", arguments) ?? "")
      return remove(\.volumes, "VolumeId", option("--volume-id", arguments), "InvalidVolume.NotFound")
    case "ec2.create-volume":
      var volume: Thing = [
        "VolumeId": fresh("vol"), "State": "available",
        "SnapshotId": option("--snapshot-id", arguments) ?? "",
        "AvailabilityZone": option("--availability-zone", arguments) ?? "",
        "VolumeType": option("--volume-type", arguments) ?? "", "Tags": tags(arguments),
        "CreateTime": "2026-10-01T00:00:00Z",
      ]
      volume["Size"] = option("--size", arguments).flatMap { Int($0) }
      volume["Iops"] = option("--iops", arguments).flatMap { Int($0) }
      volume["Throughput"] = option("--throughput", arguments).flatMap { Int($0) }
      volume["Encrypted"] = arguments.contains("--encrypted")
      volumes.append(volume)
      return json(volume)
    case "ec2.create-snapshot":
      let snapshot: Thing = [
        "SnapshotId": fresh("snap"), "VolumeId": option("--volume-id", arguments) ?? "", "OwnerId": account,
        "State": pendingLooks > 0 ? "pending" : "completed", "Progress": "41%", "Tags": tags(arguments),
        "StartTime": "2026-10-01T00:00:00Z", "Description": option("--description", arguments) ?? "",
      ]
      snapshots.append(snapshot)
      return json(snapshot)
    case "ec2.describe-snapshots":
      if pendingLooks > 0 {
        pendingLooks -= 1
        if pendingLooks == 0 { for index in snapshots.indices { snapshots[index]["State"] = "completed" } }
      }
      guard let found = asked(snapshots, "SnapshotId", "--snapshot-ids", arguments) else {
        return Self.refusal("InvalidSnapshot.NotFound")
      }
      return json(["Snapshots": found])
    case "ec2.describe-snapshot-attribute":
      let id = option("--snapshot-id", arguments) ?? ""
      return json([
        "SnapshotId": id, "CreateVolumePermissions": shared.contains(id) ? [["Group": "all"]] : [],
      ])
    case "ec2.delete-snapshot":
      return remove(\.snapshots, "SnapshotId", option("--snapshot-id", arguments), "InvalidSnapshot.NotFound")
    case "ec2.describe-images":
      return json(["Images": asked(images, "ImageId", "--image-ids", arguments) ?? []])
    case "ec2.describe-image-attribute":
      let id = option("--image-id", arguments) ?? ""
      return json(["ImageId": id, "LaunchPermissions": shared.contains(id) ? [["UserId": "2"]] : []])
    case "ec2.deregister-image":
      return remove(\.images, "ImageId", option("--image-id", arguments), "InvalidAMIID.NotFound")
    case "ec2.create-image":
      let image: Thing = [
        "ImageId": fresh("ami"), "State": "available", "Public": false, "Tags": tags(arguments),
        "Name": option("--name", arguments) ?? "",
      ]
      images.append(image)
      return json(image)

    case "ec2.describe-instances":
      guard let first = arguments.firstIndex(of: "--instance-ids") else {
        return json(["Reservations": instances.map { ["Instances": [$0]] }])
      }
      let ids = arguments[(first + 1)...].prefix { !$0.hasPrefix("--") }
      let found = ids.compactMap { id in
        instances.first { $0["InstanceId"] as? String == id } ?? member(id)
      }
      guard found.count == ids.count else { return Self.refusal("InvalidInstanceID.NotFound") }
      return json(["Reservations": found.map { ["Instances": [$0]] }])
    case "ec2.describe-instance-attribute":
      let attribute = option("--attribute", arguments) ?? ""
      let name = attribute.prefix(1).uppercased() + attribute.dropFirst()
      let isProtected = protected.contains(option("--instance-id", arguments) ?? "")
      return json([name: ["Value": isProtected]])
    case "ec2.stop-instances", "ec2.start-instances", "ec2.terminate-instances":
      let state = ["ec2.stop-instances": "stopped", "ec2.start-instances": "running"][call] ?? "terminated"
      let found = set(\.instances, "InstanceId", option("--instance-ids", arguments)) {
        $0["State"] = ["Name": state]
      }
      return found ? json([:]) : Self.refusal("InvalidInstanceID.NotFound")
    case "autoscaling.describe-auto-scaling-instances":
      let id = option("--instance-ids", arguments) ?? ""
      return json(["AutoScalingInstances": members.contains(id) ? [["InstanceId": id]] : []])

    case "autoscaling.describe-auto-scaling-groups":
      return json([
        "AutoScalingGroups":
          asked(groups, "AutoScalingGroupName", "--auto-scaling-group-names", arguments) ?? []
      ])
    case "autoscaling.update-auto-scaling-group":
      let found = set(\.groups, "AutoScalingGroupName", option("--auto-scaling-group-name", arguments)) {
        group in
        group["MinSize"] = option("--min-size", arguments).flatMap { Int($0) }
        group["MaxSize"] = option("--max-size", arguments).flatMap { Int($0) }
        let desired = option("--desired-capacity", arguments).flatMap { Int($0) } ?? 0
        group["DesiredCapacity"] = desired
        if desired == 0 && emptiesSlowly { return }
        group["Instances"] = (0..<desired).map { ["InstanceId": "i-\($0)", "ProtectedFromScaleIn": false] }
      }
      return found ? silent : Self.refusal("ValidationError", "no such group")
    case "autoscaling.create-or-update-tags", "autoscaling.delete-tags":
      let parts = (option("--tags", arguments) ?? "").components(separatedBy: ",").map {
        $0.components(separatedBy: "=")
      }
      let tag = Dictionary(parts.map { ($0[0], $0.dropFirst().joined(separator: "=")) }) { $1 }
      _ = set(\.groups, "AutoScalingGroupName", tag["ResourceId"]) { group in
        var tags = (group["Tags"] as? [Thing] ?? []).filter { $0["Key"] as? String != tag["Key"] }
        if let value = tag["Value"] { tags.append(["Key": tag["Key"] ?? "", "Value": value]) }
        group["Tags"] = tags
      }
      return silent
    case "autoscaling.delete-auto-scaling-group":
      return remove(
        \.groups, "AutoScalingGroupName", option("--auto-scaling-group-name", arguments), "ValidationError")

    case "rds.describe-db-instances":
      guard let found = asked(databases, "DBInstanceIdentifier", "--db-instance-identifier", arguments) else {
        return Self.refusal("DBInstanceNotFound")
      }
      return json(["DBInstances": found])
    case "rds.delete-db-instance":
      let result = remove(
        \.databases, "DBInstanceIdentifier", option("--db-instance-identifier", arguments),
        "DBInstanceNotFound")
      if result.status == 0 {
        finalSnapshots.append(option("--final-db-snapshot-identifier", arguments) ?? "none")
      }
      return result
    case "rds.stop-db-instance", "rds.start-db-instance":
      let state = call == "rds.stop-db-instance" ? "stopped" : "available"
      let found = set(\.databases, "DBInstanceIdentifier", option("--db-instance-identifier", arguments)) {
        $0["DBInstanceStatus"] = state
      }
      return found ? json([:]) : Self.refusal("DBInstanceNotFound")

    case "ec2.describe-addresses":
      guard let found = asked(addresses, "AllocationId", "--allocation-ids", arguments) else {
        return Self.refusal("InvalidAllocationID.NotFound")
      }
      return json(["Addresses": found])
    case "ec2.release-address":
      return remove(
        \.addresses, "AllocationId", option("--allocation-id", arguments), "InvalidAllocationID.NotFound")
    default: return CallResult(status: 2, output: [], error: "no answer to \(call)")
    }
  }
}
