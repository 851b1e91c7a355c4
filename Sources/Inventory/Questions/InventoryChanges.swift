internal import Billing
public import Ledger

/// Something that one snapshot shows otherwise than the one before.
public struct InventoryChange: Sendable, Equatable {
  public enum Kind: String, Sendable { case appeared, vanished, changed }

  public var kind: Kind
  /// When the first snapshot that shows it was taken, in seconds since 1970.
  public var at: Int
  public var type: String
  public var account: String
  public var region: String
  public var resource: String
  /// What changed: a column, a `tag:KEY`, or a part's table.
  public var field: String?
  public var from: String?
  public var to: String?
}

/// Finds what changed between snapshots.
public struct InventoryChanges {
  private let ledger: Ledger

  public init(ledger: Ledger) {
    self.ledger = ledger
  }

  /// What changed after `from` and until `to`, in order.
  ///
  /// What the first whole answer of a call shows has not appeared then: nobody had looked before.
  public func between(_ from: Int, _ to: Int) throws -> [InventoryChange] {
    try changes(
      "(v.seen_from > ?1 AND v.seen_from <= ?2) OR (v.seen_before > ?1 AND v.seen_before <= ?2)", from, to)
  }

  /// The whole history of one resource until `to`; its own versions and those of its details.
  public func history(of resource: KnownResource, until to: Int) throws -> [InventoryChange] {
    try changes(
      """
      s.account_id = ?3 AND s.region = ?4 AND r.resource_id IN (?5, ?6) AND v.seen_from > ?1 AND v.seen_from <= ?2
      """, Int.min, to,
      [
        .text(resource.account), .text(resource.region), .text(resource.id),
        SQLValue(resource.arn ?? resource.id),
      ]
    ).filter { $0.type == resource.type || ResourceCatalog.type(named: $0.type) == nil }
  }

  private struct Version {
    var resource: Int64
    var type: String
    var account: String
    var region: String
    var id: String
    var from: Int
    var before: Int?
    var isFirstAnswer: Bool
    var document: [UInt8]
    var previous: [UInt8]?
    var hasNext: Bool
  }

  private func changes(
    _ condition: String, _ from: Int, _ to: Int, _ others: [SQLValue] = []
  ) throws -> [InventoryChange] {
    var changes: [InventoryChange] = []
    let range = from..<max(from, to)
    try ledger.database.query(
      """
      SELECT r.id, r.type, s.account_id, s.region, r.resource_id, v.seen_from, v.seen_before,
        v.seen_from = (SELECT min(p.taken_at) FROM answer a JOIN snapshot p ON p.id = a.snapshot_id
          WHERE a.scope_id = s.id AND a.whole = 1),
        v.document,
        (SELECT document FROM resource_version WHERE resource = r.id AND seen_before = v.seen_from),
        EXISTS (SELECT 1 FROM resource_version WHERE resource = r.id AND seen_from = v.seen_before)
      FROM resource_version v JOIN resource r ON r.id = v.resource JOIN inventory_scope s ON s.id = r.scope_id
      WHERE \(condition)
      """, [SQLValue(from), SQLValue(to)] + others
    ) { row in
      let version = unsafe Version(
        resource: Int64(row.integer(0)), type: row.text(1) ?? "", account: row.text(2) ?? "",
        region: row.text(3) ?? "", id: row.text(4) ?? "", from: row.integer(5),
        before: row.isNull(6) ? nil : row.integer(6), isFirstAnswer: row.integer(7) == 1,
        document: row.withBytes(8) { unsafe Array($0 ?? .init(start: nil, count: 0)) },
        previous: row.isNull(9) ? nil : row.withBytes(9) { unsafe Array($0 ?? .init(start: nil, count: 0)) },
        hasNext: row.integer(10) == 1)
      changes += try Self.changes(version, range)
    }
    return changes.sorted {
      ($0.at, $0.account, $0.region, $0.type, $0.resource, $0.field ?? "")
        < ($1.at, $1.account, $1.region, $1.type, $1.resource, $1.field ?? "")
    }
  }

  private static func changes(_ version: Version, _ range: Range<Int>) throws -> [InventoryChange] {
    let isDetail = version.type.contains(".") || ResourceCatalog.type(named: version.type) == nil
    func change(_ kind: InventoryChange.Kind, at: Int) -> InventoryChange {
      InventoryChange(
        kind: kind, at: at, type: ResourceCatalog.typeName(ofRecords: version.type), account: version.account,
        region: version.region, resource: version.id)
    }
    var changes: [InventoryChange] = []
    if range.lowerBound < version.from, version.from <= range.upperBound {
      if let previous = version.previous {
        for difference in try DocumentDifference.between(previous, version.document) {
          var one = change(.changed, at: version.from)
          (one.field, one.from, one.to) = (difference.field, difference.from, difference.to)
          changes.append(one)
        }
      } else if !version.isFirstAnswer && !isDetail {
        changes.append(change(.appeared, at: version.from))
      }
    }
    if let before = version.before, range.lowerBound < before, before <= range.upperBound, !version.hasNext,
      !isDetail
    {
      changes.append(change(.vanished, at: before))
    }
    return changes
  }
}

extension ResourceCatalog {
  /// The type that records are about: their own, or the one whose details they are, where it is one alone.
  static func typeName(ofRecords name: String) -> String {
    if type(named: name) != nil { return name }
    let owners = types.filter { $0.details.contains { $0.name == name } }
    return owners.count == 1 ? owners[0].name : name
  }
}
