internal import Billing

/// A clean-up that was carried out and not taken back, with the names under which bills know what it was about.
struct SavedAction: Sendable, Equatable {
  var line: Int
  /// In seconds since 1970.
  var at: Int
  var rule: String?
  var action: String
  var resource: MarkedResource
  var saving: Amount?
  var snapshotCost: Amount?
  var currency: String?
  /// Ids and ARNs, of an image those of the snapshots that went after it.
  var names: Set<String>
  /// Of its safety snapshot.
  var snapshotNames: Set<String>

  var group: String? { resource.type == "auto_scaling_group" ? resource.id : nil }

  /// In days since 1970, UTC.
  var day: Int { floorDivide(at, 86_400) }

  /// Those of the log's lines, in their order.
  ///
  /// - Parameter lines: what was done and what was taken back.
  static func all(in lines: [LogEntry]) -> [SavedAction] {
    let undone = Set(lines.filter { $0.event == .undone }.compactMap(\.answers))
    var pieces: [Int: Set<String>] = [:]
    for line in lines where line.event == .done && line.mark == nil {
      guard line.resource?.type == "ebs_snapshot", let id = line.resource,
        let mark = line.detail["for_mark"].flatMap({ Int($0) })
      else { continue }
      pieces[mark, default: []].formUnion([id.id, id.arn])
    }
    return lines.compactMap { line in
      guard line.event == .done, let mark = line.mark, let resource = line.resource, let action = line.action,
        action != "tag-resource", !undone.contains(line.sequence),
        !(line.answers.map(undone.contains) ?? false)
      else { return nil }
      let saving = line.detail["saving"].flatMap { Amount($0) }
      return SavedAction(
        line: line.sequence, at: line.at, rule: line.rule, action: action, resource: resource, saving: saving,
        snapshotCost: line.detail["snapshot_cost"].flatMap { Amount($0) },
        currency: saving == nil ? nil : line.detail["currency"],
        names: Set([resource.id, resource.arn]).union(pieces[mark] ?? []).filter { !$0.isEmpty },
        snapshotNames: snapshotNames(line.detail["snapshot"], resource))
    }
  }

  private static func snapshotNames(_ id: String?, _ resource: MarkedResource) -> Set<String> {
    guard let id else { return [] }
    let parts = resource.arn.split(separator: ":", omittingEmptySubsequences: false)
    let partition = parts.count > 1 ? parts[1] : "aws"
    return [id, "arn:\(partition):ec2:\(resource.region):\(resource.account):snapshot/\(id)"]
  }
}
