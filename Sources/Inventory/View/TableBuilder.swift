internal import Billing
internal import Ledger

/// Fills the tables of one type from the versions of its resources.
struct TableBuilder {
  let database: Database
  let type: ResourceType
  let scopes: [InventoryView.Scope]
  /// The tables that are wanted beside the type's own, which is always made.
  let wanted: Set<String>

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
    let insertion = try own.insertion(on: database)
    let history = SinceHistory(database: database, scope: scope, since: type.since)
    let partWriters = try type.parts.filter { wanted.contains($0.table) }.map { try PartWriter($0, database) }
    let detailWriters = try type.details.map { detail in
      try detail.parts.filter { wanted.contains($0.table) }.map { try PartWriter($0, database) }
    }
    let head: [SQLValue] = [.text(scope.account), .text(scope.region)]
    var times = TimeTexts()
    let takenAt = times.text(scope.takenAt)
    try versions(type.name, scope) { version in
      let root = try version.root()
      let arn = root.text("arn") ?? ""
      let found = details.map { $0[version.id] ?? $0[arn] }
      var tags = root.raw("tags")
      for (detail, record) in zip(type.details, found) where detail.bringsTags {
        if let record {
          tags = record.document.root.raw("tags")
        } else if detail.leavesOutUntagged, self.scope(of: detail, beside: scope) != nil {
          tags = "{}"
        }
      }
      var row = head + [.text(version.id), root.sql("arn"), root.sql("name"), tags]
      row += [
        times.text(scope.counted(version.firstSeen)), takenAt, times.text(scope.counted(version.from)),
      ]
      row += type.columns.map { root.sql($0) }
      row += try history.values(root, version.resource, version.from)
      for (detail, record) in zip(type.details, found) {
        row += detail.columns.map { record?.document.root.sql($0) ?? .null }
        row += record?.since ?? detail.since.map { _ in .null }
      }
      try insertion.run(row)
      for part in partWriters { try part.write(root, head, id: version.id) }
      for (writers, record) in zip(detailWriters, found) {
        guard let record else { continue }
        for part in writers { try part.write(record.document.root, head, id: version.id) }
      }
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
      WHERE r.scope_id = ?1 AND r.type = ?2
        AND v.seen_from <= ?3 AND (v.seen_before IS NULL OR v.seen_before > ?3)
      ORDER BY r.resource_id
      """, [.integer(scope.id), .text(type), SQLValue(scope.takenAt)]
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
  private let insertion: Statement

  init(_ part: Part, _ database: Database) throws {
    self.part = part
    guard let table = InventoryTable.named(part.table) else {
      preconditionFailure("\(part.table) is no table")
    }
    insertion = try table.insertion(on: database)
  }

  func write(_ root: JSONValue, _ head: [SQLValue], id: String) throws {
    try root.member(part.table)?.forEach { row in
      try insertion.run(head + [.text(id)] + part.columns.map { row.sql($0) })
    }
  }
}

extension JSONValue {
  /// The column's value in a stored document.
  func sql(_ column: Column) -> SQLValue {
    guard column.isInteger else {
      switch column.form {
      case .list, .split, .json: return raw(column.name)
      default: return sql(column.name)
      }
    }
    return SQLValue(member(column.name)?.scalar.flatMap { Int($0) })
  }

  func sql(_ key: String) -> SQLValue { SQLValue(text(key)) }

  func text(_ key: String) -> String? { member(key)?.scalar }

  /// A list or an object as it is stored: as JSON.
  func raw(_ key: String) -> SQLValue { SQLValue(member(key)?.source) }

  private var source: String {
    let node = document.nodes[index]
    return String(decoding: document.bytes[Int(node.start)..<Int(node.end)], as: UTF8.self)
  }
}
