internal import Billing
internal import Ledger

extension CostEngine {
  /// What each resource cost in the last `days` days that the bills cover before `asOf`.
  ///
  /// It is the effective cost of Usage charges; billed cost where a bill has no effective one.
  ///
  /// - Parameter asOf: the first hour that counts no more, in hours since 1970.
  public func resourceCosts(asOf: Int, days: Int = 30) throws -> ResourceCosts {
    guard let last = LastDays(days, of: try ledger.bills(), before: asOf) else {
      return ResourceCosts(days: 0, byResource: [:], byGroup: [:], usesBilled: false)
    }
    let committed = Filter("pricing_category", .equal, ["Committed"])
    let groupTag = Field.tag("aws:autoscaling:groupName")
    return ResourceCosts(
      days: last.count, byResource: try costs(by: .dimension(.resource), last),
      byGroup: try costs(by: groupTag, last),
      committed: try costs(by: .dimension(.resource), last, committed),
      usesBilled: last.bills.contains { !$0.measures.contains(.effective) })
  }

  private func costs(
    by field: Field, _ last: LastDays, _ more: Filter? = nil
  ) throws -> [String: [ResourceCosts.Cost]] {
    let resolver = try FieldResolver(ledger, settings)
    let usage = try CompiledFilter(Filter("charge_category", .equal, ["Usage"]), .dimension(.chargeCategory))
    let named = try CompiledFilter(Filter("", .different, [""]), field)
    let other = try more.map { try CompiledFilter($0, resolver.field($0.dimension)) }
    var groups = Groups()
    var sums = SliceSums()
    let filters = [usage, named] + (other.map { [$0] } ?? [])
    let query = PlannedQuery([field], filters, settings, resolver.keys, month: nil)
    for bill in last.bills {
      let measure: Measure = bill.measures.contains(.effective) ? .effective : .billed
      try BillPass(ledger, settings, bill, measure, query, limit: limit).add(to: &groups, &sums) {
        last.span.contains($0) ? Slice(name: nil) : nil
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
