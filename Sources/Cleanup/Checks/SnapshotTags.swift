internal import Collector
internal import Inventory
internal import Janitor

/// What is asked of a snapshot that no rule has looked at.
enum SnapshotTags {
  static let imagesCall = CloudCall("ec2.describe-images") { _ in ["--owners", "self"] }

  /// Its tags, as the provider tells them now.
  static func of(
    _ target: Target, _ cloud: Cloud, _ account: ReachedAccount
  ) async throws -> Result<[String: String], Objection> {
    guard let subject = Subjects.of(target.resource.type) else {
      return .failure(.refused("it is no snapshot"))
    }
    switch try await SubjectLook(cloud: cloud).look(subject, target, as: account) {
    case .gone: return .failure(.refused("it is gone already"))
    case .unknown(let reason): return .failure(.unknown(reason))
    case .there(let item): return .success(TagList.all(in: item))
    }
  }

  /// Another image may have been registered from it.
  static func otherImages(
    _ target: Target, _ cloud: Cloud, _ account: ReachedAccount
  ) async throws -> Objection? {
    let verdict = try await cloud.ask(imagesCall, target, as: account)
    guard case .answer(let bytes) = verdict, let images = AnswerItem.all("Images[]", in: bytes) else {
      return .unknown("\(imagesCall.name): \(verdict.reason ?? "the answer is not whole")")
    }
    let having = images.first { $0.texts("BlockDeviceMappings[].Ebs.SnapshotId").contains(target.id) }
    return having.map { .refused("the image \($0.text("ImageId") ?? "") has it") }
  }
}

/// Tags as the provider lists them, and as JSON.
enum TagList {
  static func all(in item: AnswerItem) -> [String: String] {
    let (keys, values) = (item.texts("Tags[].Key"), item.texts("Tags[].Value"))
    return Dictionary(zip(keys, values).map { ($0, $1) }) { first, _ in first }
  }

  static func json(_ tags: [String: String]) -> String {
    let pairs = tags.sorted { $0.key < $1.key }.map {
      "\(AnswerText.quoted($0.key)):\(AnswerText.quoted($0.value))"
    }
    return "{\(pairs.joined(separator: ","))}"
  }
}
