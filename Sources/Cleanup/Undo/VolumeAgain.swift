internal import Inventory

/// How a volume is made again as it was: from the description that the log kept.
enum VolumeAgain {
  static func arguments(_ target: Target) -> [String] {
    let was = target.was
    let kind = was?.text("VolumeType") ?? "gp3"
    var arguments = [
      "--snapshot-id", target.other, "--availability-zone", was?.text("AvailabilityZone") ?? "",
      "--volume-type", kind,
    ]
    func add(_ option: String, _ path: String) {
      if let value = was?.text(path) { arguments += [option, value] }
    }
    add("--size", "Size")
    // Of other types they follow from the size, and may not be given.
    if ["io1", "io2", "gp3"].contains(kind) { add("--iops", "Iops") }
    if kind == "gp3" { add("--throughput", "Throughput") }
    if was?.text("Encrypted") == "true" {
      arguments.append("--encrypted")
      add("--kms-key-id", "KmsKeyId")
    }
    if was?.text("MultiAttachEnabled") == "true" { arguments.append("--multi-attach-enabled") }
    return arguments + ["--tag-specifications", tags(target)]
  }

  /// The volume's own tags, and what it is found by; what begins with `aws:` only the provider may write.
  private static func tags(_ target: Target) -> String {
    let own = (target.was.map(TagList.all) ?? [:]).filter { !$0.key.hasPrefix("aws:") }
    let all = own.merging([SafetyTags.step: target.token, SafetyTags.madeFor: target.id]) { $1 }
    let list = all.sorted { $0.key < $1.key }.map {
      "{\"Key\": \(AnswerText.quoted($0.key)), \"Value\": \(AnswerText.quoted($0.value))}"
    }
    return "[{\"ResourceType\": \"volume\", \"Tags\": [\(list.joined(separator: ", "))]}]"
  }
}
