internal import Collector
internal import Inventory
internal import Janitor

/// Asks for a group's members what would be lost with them: scaled to zero, the group terminates them, and neither
/// their own protection nor what their tags say holds it up.
struct MemberQuestion {
  let cloud: Cloud
  let account: ReachedAccount
  /// Why people keep a resource; nil where nobody does.
  let keepReason: (MarkedResource) throws -> String?

  static let look = CloudCall("ec2.describe-instances") { ["--instance-ids"] + members($0) }
  static let protection = Subjects.isTerminable

  private static func members(_ group: Target) -> [String] {
    Set(group.was?.texts("Instances[].InstanceId") ?? []).sorted()
  }

  /// - Parameter group: as it was described a moment ago.
  func objection(to group: Target) async throws -> Objection? {
    let members = Self.members(group)
    if members.isEmpty { return nil }
    let verdict = try await cloud.ask(Self.look, group, as: account)
    guard case .answer(let bytes) = verdict,
      let items = AnswerItem.all("Reservations[].Instances[]", in: bytes)
    else { return .unknown("\(Self.look.name): \(verdict.reason ?? "the answer is not whole")") }
    for id in members {
      guard let item = items.first(where: { $0.text("InstanceId") == id }) else {
        return .unknown("its member \(id) is not described")
      }
      if let no = try await objection(to: id, TagList.all(in: item), of: group.resource) { return no }
    }
    return nil
  }

  private func objection(
    to id: String, _ tags: [String: String], of group: MarkedResource
  ) async throws -> Objection? {
    let member = MarkedResource(
      type: "instance", account: group.account, region: group.region, id: id,
      arn: "arn:aws:ec2:\(group.region):\(group.account):instance/\(id)", createdAt: nil)
    if let reason = TagRules.keep(tags) ?? TagRules.manager(tags) {
      return .refused("its member \(id): \(reason)")
    }
    do {
      if let reason = try keepReason(member) { return .refused("its member \(id) is kept: \(reason)") }
    } catch {
      return .unknown("what people said of its member \(id) cannot be read: \(error)")
    }
    let verdict = try await cloud.ask(Self.protection.call, Target(resource: member), as: account)
    guard case .answer(let bytes) = verdict, let item = AnswerItem.all("", in: bytes)?.first else {
      return .unknown("\(Self.protection.call.name): \(verdict.reason ?? "the answer is not whole")")
    }
    return Self.protection.requirement.objection(to: item).map { .refused("its member \(id): \($0)") }
  }
}
