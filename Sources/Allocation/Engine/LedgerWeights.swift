internal import Billing
internal import Ledger

/// Weighs the targets of shares by what the ledger and the measured series say.
final class LedgerWeights: WeightSource {
  private let ledger: Ledger
  private let settings: Settings
  private let keys: KnownKeys
  private let bills: [StoredBill]
  private let limit: WorkLimit?
  private var costs: [String: [CostRow]] = [:]
  private(set) var notes: [String] = []

  init(_ ledger: Ledger, _ settings: Settings, _ keys: KnownKeys, _ bills: [StoredBill], _ limit: WorkLimit?)
  {
    self.ledger = ledger
    self.settings = settings
    self.keys = keys
    self.bills = bills
    self.limit = limit
  }

  func usageCost(_ concept: String, _ month: String, _ currency: String) throws -> [String: UInt128] {
    let name = "\(month) \(concept)"
    if costs[name] == nil {
      let usage = try CompiledFilter(
        Filter("charge_category", .equal, ["Usage"]), .dimension(.chargeCategory))
      costs[name] = Array(
        try sums(of: concept, month, [usage]) { $0.measures.contains(.effective) ? .effective : .billed })
      for bill in bills where bill.key.period == month && !bill.measures.contains(.effective) {
        notes.append("bill \(bill.key) has no effective cost; costs are shared by its billed cost")
      }
    }
    let rows = (costs[name] ?? []).filter { $0.unit == currency && $0.amount > .zero }
    return Dictionary(
      rows.compactMap { row in row.values[0].map { ($0, UInt128(row.amount.units)) } }, uniquingKeysWith: +)
  }

  func values(of concept: String, _ month: String) throws -> [String] {
    Set(try sums(of: concept, month, []) { _ in .billed }.compactMap { $0.values[0] }).sorted()
  }

  /// What a month's charges add up to by the values of a concept, before sharing; all at one scale.
  private func sums(
    of concept: String, _ month: String, _ filters: [CompiledFilter], measure: (StoredBill) -> Measure
  ) throws -> CostRows {
    var groups = Groups()
    var sums = SliceSums()
    let query = PlannedQuery([.concept(concept)], filters, settings, keys, month: month)
    for bill in bills where bill.key.period == month {
      let pass = BillPass(ledger, settings, bill, measure(bill), query, limit: limit)
      try pass.add(to: &groups, &sums) { _ in Slice(name: nil) }
    }
    return CostRows(groups.keys, sums, top: nil)
  }

  func metric(
    _ name: String, of concept: Concept, _ month: String, namedAt place: Place,
    where isTarget: (String) -> Bool
  ) throws -> ShareWeights {
    guard let source = settings.metrics[name], let metric = try settings.metric(name),
      let bill = bills.first(where: { $0.key.period == month })
    else { return ShareWeights([:]) }
    return try metric.weights(
      of: concept, from: bill.firstHour, hours: bill.hours, namedAt: place, file: source.path, where: isTarget
    )
  }
}
