internal import Ledger

/// How many instances an auto scaling group, or a load balancer, has in each of its zones.
public struct ZoneBalance: Sendable, Equatable {
  public struct Zone: Sendable, Equatable {
    public var name: String
    public var instances: Int
  }

  /// `auto_scaling_group`, `load_balancer` or `classic_load_balancer`.
  public var type: String
  public var account: String
  public var region: String
  public var id: String
  /// In the order of their names: those that it is set up for, and those in which it has any.
  public var zones: [Zone]

  public var instances: Int { zones.reduce(0) { $0 + $1.instances } }
}

extension InventoryView {
  /// The balance of every group and of every balancer with a zone, groups first, the largest first; makes the tables of
  /// these on the way.
  ///
  /// A group has the instances that are in service; a balancer those that are registered with it, itself or through its
  /// target groups, healthy or not.
  public func zoneBalances() throws -> [ZoneBalance] {
    try makeTables([
      "auto_scaling_groups", "auto_scaling_group_instances", "load_balancers", "classic_load_balancers",
      "classic_load_balancer_instances", "target_groups", "target_group_targets", "instances",
    ])
    var balances: [ZoneBalance] = []
    try ledger.database.query(Self.zones) { row in
      let next = ZoneBalance(
        type: row.text(0) ?? "", account: row.text(1) ?? "", region: row.text(2) ?? "", id: row.text(3) ?? "",
        zones: [])
      if let last = balances.last,
        (last.type, last.account, last.region, last.id) != (next.type, next.account, next.region, next.id)
      {
        balances.append(next)
      } else if balances.isEmpty {
        balances.append(next)
      }
      balances[balances.count - 1].zones.append(
        ZoneBalance.Zone(name: row.text(4) ?? "", instances: row.integer(5)))
    }
    return balances.sorted { a, b in
      let (groupA, groupB) = (a.type == "auto_scaling_group", b.type == "auto_scaling_group")
      if groupA != groupB { return groupA }
      if a.instances != b.instances { return a.instances > b.instances }
      return (a.account, a.region, a.id, a.type) < (b.account, b.region, b.id, b.type)
    }
  }

  private static let zones = """
    WITH members AS (
      SELECT 'auto_scaling_group' AS type, account_id, region, auto_scaling_group AS id, zone, instance_id
      FROM temp.auto_scaling_group_instances WHERE coalesce(lifecycle_state, 'InService') = 'InService'
      UNION
      SELECT 'load_balancer', b.account_id, b.region, b.load_balancer, coalesce(i.zone, t.zone), t.target_id
      FROM temp.load_balancers b
      JOIN temp.target_groups g ON g.account_id = b.account_id AND g.region = b.region
        AND EXISTS (SELECT 1 FROM json_each(g.load_balancer_arns) a WHERE a.value = b.arn)
      JOIN temp.target_group_targets t ON t.account_id = g.account_id AND t.region = g.region
        AND t.target_group = g.target_group
      LEFT JOIN temp.instances i ON i.account_id = t.account_id AND i.region = t.region
        AND i.instance_id = t.target_id
      UNION
      SELECT 'classic_load_balancer', r.account_id, r.region, r.load_balancer, i.zone, r.instance_id
      FROM temp.classic_load_balancer_instances r
      JOIN temp.instances i ON i.account_id = r.account_id AND i.region = r.region
        AND i.instance_id = r.instance_id
    ),
    wanted AS (
      SELECT 'auto_scaling_group' AS type, account_id, region, auto_scaling_group AS id, z.value AS zone
      FROM temp.auto_scaling_groups, json_each(zones) z
      UNION
      SELECT 'load_balancer', account_id, region, load_balancer, z.value FROM temp.load_balancers, json_each(zones) z
      UNION
      SELECT 'classic_load_balancer', account_id, region, load_balancer, z.value
      FROM temp.classic_load_balancers, json_each(zones) z
      UNION
      SELECT type, account_id, region, id, zone FROM members WHERE zone IS NOT NULL
    )
    SELECT w.type, w.account_id, w.region, w.id, w.zone, count(m.instance_id)
    FROM wanted w
    LEFT JOIN members m ON m.type = w.type AND m.account_id = w.account_id AND m.region = w.region AND m.id = w.id
      AND m.zone = w.zone
    GROUP BY w.type, w.account_id, w.region, w.id, w.zone ORDER BY 1, 2, 3, 4, 5
    """
}
