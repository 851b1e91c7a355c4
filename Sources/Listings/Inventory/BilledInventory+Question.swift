public import Allocation
public import Audit
internal import Inventory
internal import Ledger

extension BilledInventory {
  /// The inventory of a question beside the bills in the ledger.
  ///
  /// - Parameter days: over how many days before `asOf` bills count.
  public init(_ question: InventoryQuestion, _ engine: CostEngine, asOf: AsOf, days: Int) throws {
    let costs = try engine.resourceCosts(asOf: asOf.hour, days: days)
    let group = "tag:aws:autoscaling:groupName"
    var groups = CostQuestion()
    groups.by = ["resource", group]
    groups.filters = [Filter("resource", .different, [""])]
    var byResource: [String: String] = [:]
    // Where no charge has the tag, no bill knows of it, and there is nothing to ask.
    if !costs.byGroup.isEmpty {
      for row in try engine.answer(groups).rows {
        if let resource = row.values[0], let name = row.values[1] { byResource[resource] = name }
      }
    }
    self.init(
      costs: costs, groups: byResource, resources: try question.view.resources(),
      seenBefore: try question.view.everSeen(), answers: question.view.answers)
  }
}
