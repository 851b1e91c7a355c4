internal import Listings
internal import Allocation
internal import Audit
internal import Billing
internal import Inventory
internal import Reports

extension ReportGathering {
  /// What exists; nothing where no inventory was loaded.
  ///
  /// - Returns: the zones of what runs in several; nil where no inventory was loaded.
  func addInventory(
    to inputs: inout ReportInputs, _ period: Period, _ asOf: AsOf
  ) throws -> [ReportZoneBalance]? {
    let view = try InventoryView(ledger: audit.ledger, asOf: asOf.lastSecond)
    guard !view.answers.isEmpty else { return nil }
    let question = InventoryQuestion(ledger: audit.ledger, view: view)
    let held = try BilledInventory(question, audit.engine, asOf: asOf, days: 30)
    let start = Civil.days(year: period.year, month: period.month, day: 1) * 86_400
    let changes = try InventoryChanges(ledger: audit.ledger).between(start - 1, asOf.lastSecond)
    let idle = try addresses(view)
    inputs.inventory = ReportInventory(
      types: InventorySummary(held, changes: changes).lines.map { line in
        ReportInventory.TypeLine(
          type: line.type, resources: line.resources, appeared: line.appeared, vanished: line.vanished,
          costs: line.costs)
      }, idleAddresses: idle.idle, addresses: idle.all,
      shares: held.coverage.map { share in
        ReportInventory.Share(
          kind: share.kind.text, resources: share.resources, cost: share.cost, currency: share.currency)
      }, snapshots: view.answerAges.map { snapshot($0, asOf) }, commitments: try commitments(view))
    return try balances(view)
  }

  private func snapshot(_ age: AnswerAge, _ asOf: AsOf) -> ReportInventory.Snapshot {
    ReportInventory.Snapshot(
      account: age.account, region: age.region, takenAt: age.newest.map { Civil.timeText(seconds: $0) },
      ageDays: age.oldest.map { (asOf.lastSecond - $0) / 86_400 }, whole: age.whole, failed: age.failed)
  }

  private func addresses(_ view: InventoryView) throws -> (idle: [ReportInventory.IdleAddress], all: Int) {
    guard let type = ResourceCatalog.type(named: "address") else { return ([], 0) }
    let all = try view.resources(of: type)
    let idle = all.filter { $0.value("association_id") == nil }.map { address in
      ReportInventory.IdleAddress(
        id: address.id, publicIP: address.value("public_ip"), account: address.account,
        region: address.region, since: address.value("unassociated_since"))
    }
    return (idle, all.count)
  }

  /// What is bought and runs; nil where no answer ever told.
  private func commitments(_ view: InventoryView) throws -> [ReportCommitment]? {
    var found: [ReportCommitment] = []
    var isKnown = false
    for name in ["reserved_instance", "savings_plan"] {
      guard let type = ResourceCatalog.type(named: name),
        view.answers.contains(where: { $0.call == type.call && $0.takenAt != nil })
      else { continue }
      isKnown = true
      found += try view.resources(of: type).filter { $0.value("state") == "active" }.map { resource in
        ReportCommitment(
          type: name, id: resource.id, arn: resource.arn, account: resource.account,
          region: resource.region, terms: Self.terms(resource), endsAt: resource.value("ends_at"))
      }
    }
    return isKnown ? found : nil
  }

  private static func terms(_ resource: KnownResource) -> String {
    if let count = resource.value("instances") {
      return "\(count) × \(resource.value("instance_type") ?? "instance")"
    }
    let money = [resource.value("commitment"), resource.value("currency")].compactMap(\.self)
    let kind = resource.value("kind").map { "\($0), " } ?? ""
    return "\(kind)\(money.joined(separator: " ")) an hour"
  }

  private func balances(_ view: InventoryView) throws -> [ReportZoneBalance] {
    try view.zoneBalances().map { balance in
      ReportZoneBalance(
        type: balance.type, id: balance.id, account: balance.account, region: balance.region,
        zones: balance.zones.map { ReportZoneBalance.Zone(name: $0.name, instances: $0.instances) })
    }
  }
}
