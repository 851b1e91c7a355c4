internal import Billing
internal import Inventory

/// What must be collected before a rule can be run: nothing of it may be older than the rest.
package enum RuleCalls {
  /// The calls that bring what each rule reads, and the tags of what it flags, by the rule's id.
  ///
  /// - Throws: what is wrong with a rule's query.
  package static func of(_ rules: [Rule]) throws -> [String: Set<String>] {
    let read = try RuleTables.read(by: rules, limit: .seconds(30))
    var calls: [String: Set<String>] = [:]
    for rule in rules {
      guard let tables = try read[rule.id]?.get() else { continue }
      var needed: Set<String> = []
      for (table, columns) in tables {
        needed.formUnion(InventoryTable.named(table)?.calls(reading: columns) ?? [])
        if table == InventoryTable.named("resources")?.name { needed.formUnion(CallCatalog.all.map(\.name)) }
      }
      if let type = ResourceCatalog.type(named: rule.resource),
        let table = InventoryTable.named(type.table)
      {
        needed.formUnion(table.calls(reading: ["tags", "created_at"]))
      }
      calls[rule.id] = needed
    }
    return calls
  }
}
