internal import Ledger

/// Makes the versions of one type in one scope agree with what an answer shows at its time.
struct VersionWriter {
  let database: Database
  let scope: Int64
  let type: String
  /// When the answer was taken.
  let time: Int
  /// When the next whole answer was taken, where the ledger has one already.
  let next: Int?
  /// Whether a neighbour may say the same: only where this answer is not simply the newest.
  let mayMerge: Bool

  private struct Version {
    var resource: Int64
    var from: Int
    var before: Int?
    var document: String
  }

  func write(_ records: [Record]) throws -> AnswerStore.Changes {
    var changes = AnswerStore.Changes()
    var standing = try versionsAtTime()
    let known = try resources()
    let insertResource = try database.prepare(
      "INSERT INTO resource(scope_id, type, resource_id) VALUES (?, ?, ?)")
    let insertVersion = try database.prepare(
      "INSERT INTO resource_version(resource, seen_from, seen_before, document) VALUES (?, ?, ?, ?)")
    var written: Set<String> = []
    for record in records where written.insert(record.id).inserted {
      let resource: Int64
      if let version = standing.removeValue(forKey: record.id) {
        if version.document == record.document { continue }
        changes.changed += 1
        try carve(version)
        resource = version.resource
      } else {
        changes.new += 1
        if let number = known[record.id] {
          resource = number
        } else {
          try insertResource.run([.integer(scope), .text(type), .text(record.id)])
          resource = database.lastInsertedRow
        }
      }
      var version = Version(resource: resource, from: time, before: next, document: record.document)
      if mayMerge { try takeIn(&version) }
      try insertVersion.run([
        .integer(resource), SQLValue(version.from), SQLValue(version.before), .text(version.document),
      ])
    }
    for version in standing.values {
      changes.gone += 1
      try carve(version)
    }
    return changes
  }

  /// Every resource that an answer of the scope ever showed.
  private func resources() throws -> [String: Int64] {
    var resources: [String: Int64] = [:]
    try database.query(
      "SELECT resource_id, id FROM resource WHERE scope_id = ? AND type = ?", [.integer(scope), .text(type)]
    ) { row in resources[row.text(0) ?? ""] = Int64(row.integer(1)) }
    return resources
  }

  private func versionsAtTime() throws -> [String: Version] {
    var versions: [String: Version] = [:]
    try database.query(
      """
      SELECT r.resource_id, r.id, v.seen_from, v.seen_before, v.document
      FROM resource r JOIN resource_version v ON v.resource = r.id
      WHERE r.scope_id = ?1 AND r.type = ?2
        AND v.seen_from <= ?3 AND (v.seen_before IS NULL OR v.seen_before > ?3)
      """, [.integer(scope), .text(type), SQLValue(time)]
    ) { row in
      versions[row.text(0) ?? ""] = Version(
        resource: Int64(row.integer(1)), from: row.integer(2), before: row.isNull(3) ? nil : row.integer(3),
        document: row.text(4) ?? "")
    }
    return versions
  }

  /// Takes the time from this answer to the next out of a version.
  private func carve(_ version: Version) throws {
    let key: [SQLValue] = [.integer(version.resource), SQLValue(version.from)]
    if version.from < time {
      try database.run(
        "UPDATE resource_version SET seen_before = ?3 WHERE resource = ?1 AND seen_from = ?2",
        key + [SQLValue(time)])
    } else {
      try database.run("DELETE FROM resource_version WHERE resource = ?1 AND seen_from = ?2", key)
    }
    guard let next, version.before.map({ $0 > next }) ?? true else { return }
    try database.run(
      "INSERT INTO resource_version(resource, seen_from, seen_before, document) VALUES (?, ?, ?, ?)",
      [.integer(version.resource), SQLValue(next), SQLValue(version.before), .text(version.document)])
  }

  /// Joins a new version with neighbours of the same content, which it replaces.
  private func takeIn(_ version: inout Version) throws {
    var neighbours: [(from: Int, before: Int?)] = []
    try database.query(
      """
      SELECT seen_from, seen_before FROM resource_version
      WHERE resource = ?1 AND document = ?2 AND (seen_before = ?3 OR seen_from = ?4)
      """,
      [.integer(version.resource), .text(version.document), SQLValue(time), SQLValue(next)]
    ) { row in neighbours.append((row.integer(0), row.isNull(1) ? nil : row.integer(1))) }
    for neighbour in neighbours {
      if neighbour.from < time { version.from = neighbour.from } else { version.before = neighbour.before }
      try database.run(
        "DELETE FROM resource_version WHERE resource = ?1 AND seen_from = ?2",
        [.integer(version.resource), SQLValue(neighbour.from)])
    }
  }
}
