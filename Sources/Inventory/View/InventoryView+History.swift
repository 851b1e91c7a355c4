internal import Ledger

extension InventoryView {
  /// When the newest snapshot but one was taken; nil where there are not two.
  public var snapshotBeforeLast: Int? {
    let times = Set(scopes.flatMap(\.times)).sorted()
    return times.count < 2 ? nil : times[times.count - 2]
  }

  /// The ids and ARNs of all that any snapshot showed until then.
  public func everSeen() throws -> Set<String> {
    var seen: Set<String> = []
    try ledger.database.query(
      """
      SELECT DISTINCT r.resource_id, json_extract(v.document, '$.arn')
      FROM resource r JOIN resource_version v ON v.resource = r.id
      WHERE instr(r.type, '.') = 0 AND v.seen_from <= ?
      """, [.integer(Int64(asOf))]
    ) { row in
      seen.insert(row.text(0) ?? "")
      if let arn = row.text(1) { seen.insert(arn) }
    }
    return seen
  }
}
