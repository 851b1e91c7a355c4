internal import Ledger

/// Which other resources' cost is part of a resource's: a group's instances, a stopped instance's volumes.
struct CostMembers {
  /// The tables that the members are read from, by the type whose members they are.
  static let tables: [String: Set<String>] = [
    "auto_scaling_group": ["auto_scaling_group_instances"], "instance": ["instances"], "image": ["images"],
  ]

  private static let queries = [
    "auto_scaling_group": """
    SELECT account_id, region, auto_scaling_group, instance_id FROM temp.auto_scaling_group_instances
    """,
    // A running instance's volumes are at work; a stopped one's are all that it costs.
    "instance": """
    SELECT account_id, region, instance_id, v.value FROM temp.instances i, json_each(i.volume_ids) v
    WHERE state = 'stopped'
    """,
    "image": "SELECT account_id, region, image_id, s.value FROM temp.images, json_each(snapshot_ids) s",
  ]

  private var members: [[String]: [String]] = [:]

  /// - Parameter types: the types whose members are wanted; their tables must have been made.
  init(_ types: Set<String>, _ database: Database) throws {
    for (type, query) in Self.queries where types.contains(type) {
      try database.query(query) { row in
        let key = [type, row.text(0) ?? "", row.text(1) ?? "", row.text(2) ?? ""]
        members[key, default: []].append(row.text(3) ?? "")
      }
    }
  }

  func members(of type: String, account: String, region: String, id: String) -> [String] {
    members[[type, account, region, id]] ?? []
  }
}
