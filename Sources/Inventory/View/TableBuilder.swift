internal import Billing
internal import Ledger

/// Fills the tables of one type from the versions of its resources.
struct TableBuilder {
  let database: Database
  let type: ResourceType
  let scopes: [InventoryView.Scope]
  /// The tables that are wanted beside the type's own, which is always made.
  let wanted: Set<String>
  /// The names under which one resource's records stand; nil for all resources.
  var only: [String]?

  /// A detail's record with the scope that it was found in.
  private struct DetailRecord {
    var document: JSONDocument
    var since: [SQLValue]
  }

  func build() throws {
    let tables = InventoryTable.all.filter {
      $0.type == type.name && ($0.name == type.table || wanted.contains($0.name))
    }
    for table in tables { try table.create(on: database) }
    for scope in scopes where scope.call == type.call { try fill(scope) }
    for table in tables { try table.index(on: database) }
  }

  private func fill(_ scope: InventoryView.Scope) throws {
    let details = try type.details.map { try records(of: $0, beside: scope) }
    guard let own = InventoryTable.named(type.table) else { return }
    let place: [SQLValue] = [.text(scope.account), .text(scope.region)]
    var row = try RowWriter(own, on: database, constants: place)
    let history = SinceHistory(database: database, scope: scope, since: type.since)
    let parts = try type.parts.filter { wanted.contains($0.table) }
      .map { try PartWriter($0, on: database, place) }
    let detailParts = try type.details.map { detail in
      try detail.parts.filter { wanted.contains($0.table) }.map { try PartWriter($0, on: database, place) }
    }
    var times = TimeTexts()
    let takenAt = times.text(scope.takenAt)
    try versions(type.name, scope) { version in
      let root = try version.root()
      let arn = root.member("arn")
      let found = details.isEmpty ? [] : details.map { $0[version.id] ?? $0[arn?.scalar ?? ""] }
      try row.add(.text(version.id))
      try row.add(text: arn)
      try row.add(text: root.member("name"))
      try addTags(root, found, scope, to: &row)
      try row.add(times.text(scope.counted(version.firstSeen)))
      try row.add(takenAt)
      try row.add(times.text(scope.counted(version.from)))
      try row.add(type.columns, of: root)
      for value in try history.values(root, version.resource, version.from) { try row.add(value) }
      for (detail, record) in zip(type.details, found) {
        try row.add(detail.columns, of: record?.document.root)
        for value in record?.since ?? detail.since.map({ _ in .null }) { try row.add(value) }
      }
      try row.finish()
      for part in parts { try part.write(root, id: version.id) }
      for (parts, record) in zip(detailParts, found) {
        guard let record else { continue }
        for part in parts { try part.write(record.document.root, id: version.id) }
      }
    }
  }

  /// Adds the tags, which a detail brings for some types.
  private func addTags(
    _ root: JSONValue, _ found: [DetailRecord?], _ scope: InventoryView.Scope, to row: inout RowWriter
  ) throws {
    guard let index = type.details.firstIndex(where: \.bringsTags) else {
      return try row.add(raw: root.member("tags"))
    }
    let detail = type.details[index]
    if let record = found[index] {
      try row.add(raw: record.document.root.member("tags"))
    } else if detail.leavesOutUntagged, self.scope(of: detail, beside: scope) != nil {
      try row.add("{}")
    } else {
      try row.add(raw: root.member("tags"))
    }
  }

  /// What a detail says in the account and region of a scope, by the id or ARN that it names.
  private func records(of detail: Detail, beside scope: InventoryView.Scope) throws -> [String: DetailRecord]
  {
    guard let own = self.scope(of: detail, beside: scope) else { return [:] }
    let history = SinceHistory(database: database, scope: own, since: detail.since)
    var records: [String: DetailRecord] = [:]
    try versions(detail.name, own) { version in
      let root = try version.root()
      records[version.id] = DetailRecord(
        document: root.document, since: try history.values(root, version.resource, version.from))
    }
    return records
  }

  private func scope(of detail: Detail, beside scope: InventoryView.Scope) -> InventoryView.Scope? {
    scopes.first { $0.call == detail.call && $0.account == scope.account && $0.region == scope.region }
  }

  private struct Version {
    var resource: Int64
    var id: String
    var firstSeen: Int
    var from: Int
    var document: [UInt8]

    func root() throws -> JSONValue { try JSONDocument(document).root }
  }

  private func versions(
    _ type: String, _ scope: InventoryView.Scope, _ body: (Version) throws -> Void
  ) throws {
    try database.query(
      """
      SELECT r.id, r.resource_id, (SELECT min(seen_from) FROM resource_version WHERE resource = r.id),
        v.seen_from, v.document
      FROM resource r JOIN resource_version v ON v.resource = r.id
      WHERE r.scope_id = ?1 AND r.type = ?2 AND (?4 IS NULL OR r.resource_id IN (?4, ?5))
        AND v.seen_from <= ?3 AND (v.seen_before IS NULL OR v.seen_before > ?3)
      ORDER BY r.resource_id
      """,
      [
        .integer(scope.id), .text(type), SQLValue(scope.takenAt), SQLValue(only?.first), SQLValue(only?.last),
      ]
    ) { row in
      try unsafe body(
        Version(
          resource: Int64(row.integer(0)), id: row.text(1) ?? "", firstSeen: row.integer(2),
          from: row.integer(3),
          document: row.withBytes(4) { unsafe Array($0 ?? .init(start: nil, count: 0)) }))
    }
  }
}

/// Times as texts; a few snapshots' times stand in all rows.
private struct TimeTexts {
  private var known: [Int: SQLValue] = [:]

  mutating func text(_ seconds: Int) -> SQLValue {
    if let text = known[seconds] { return text }
    let text = SQLValue.text(Civil.timeText(seconds: seconds))
    known[seconds] = text
    return text
  }
}

/// Adds the rows of one part.
private final class PartWriter {
  private let part: Part
  private var row: RowWriter

  init(_ part: Part, on database: Database, _ place: [SQLValue]) throws {
    self.part = part
    guard let table = InventoryTable.named(part.table) else {
      preconditionFailure("\(part.table) is no table")
    }
    row = try RowWriter(table, on: database, constants: place)
  }

  func write(_ root: JSONValue, id: String) throws {
    try root.member(part.table)?.forEach { item in
      try row.add(.text(id))
      try row.add(part.columns, of: item)
      try row.finish()
    }
  }
}

extension JSONValue {
  /// The text of a member of a stored document.
  func text(_ key: String) -> String? { member(key)?.scalar }
}
