internal import Billing
internal import Ledger

extension CostEngine {
  /// What each resource cost in the last `days` days that the bills cover before `asOf`.
  ///
  /// It is the effective cost of Usage charges; billed cost where a bill has no effective one.
  ///
  /// - Parameter asOf: the first hour that counts no more, in hours since 1970.
  public func resourceCosts(asOf: Int, days: Int = 30) throws -> ResourceCosts {
    let bills = try ledger.bills().filter { $0.firstHour < asOf }
    guard let newest = bills.map({ min($0.newestHour + 1, asOf) }).max(),
      let oldest = bills.map(\.firstHour).min()
    else { return ResourceCosts(days: 0, byResource: [:], byGroup: [:], usesBilled: false) }
    let end = min(floorDivide(newest + 23, 24) * 24, asOf)
    let start = max(floorDivide(end - 1, 24) * 24 - (days - 1) * 24, oldest)
    let span = start..<end
    let group = Field.tag("aws:autoscaling:groupName")
    return ResourceCosts(
      days: floorDivide(end - start + 23, 24), byResource: try costs(by: .dimension(.resource), bills, span),
      byGroup: try costs(by: group, bills, span),
      usesBilled: bills.contains { !$0.measures.contains(.effective) })
  }

  private func costs(
    by field: Field, _ bills: [StoredBill], _ span: Range<Int>
  ) throws -> [String: [ResourceCosts.Cost]] {
    let resolver = try FieldResolver(ledger, settings)
    let usage = try CompiledFilter(Filter("charge_category", .equal, ["Usage"]), .dimension(.chargeCategory))
    let named = try CompiledFilter(Filter("", .different, [""]), field)
    var groups = Groups()
    var sums = SliceSums()
    let query = PlannedQuery([field], [usage, named], settings, resolver.keys, month: nil)
    for bill in bills {
      let measure: Measure = bill.measures.contains(.effective) ? .effective : .billed
      try BillPass(ledger, settings, bill, measure, query).add(to: &groups, &sums) {
        span.contains($0) ? Slice(name: nil) : nil
      }
    }
    var costs: [String: [ResourceCosts.Cost]] = [:]
    let scale = sums.scale
    for sum in sums.bySlice(rank: [0]) {
      let key = groups.keys[Int(sum.group)]
      guard let name = key.values.first ?? nil else { continue }
      costs[name, default: []].append(
        ResourceCosts.Cost(amount: Amount(units: sum.units, scale: scale), currency: key.unit ?? ""))
    }
    return costs.mapValues { $0.sorted { $0.currency < $1.currency } }
  }
}
