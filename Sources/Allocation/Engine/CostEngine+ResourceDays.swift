internal import Billing
internal import Ledger

extension CostEngine {
  /// What resources and groups cost on each of some days: effective Usage cost, or billed cost where a bill has no
  /// effective one.
  ///
  /// - Parameters:
  ///   - resources: as bills may name them: ids or ARNs.
  ///   - groups: values of `tag:aws:autoscaling:groupName`.
  ///   - days: in days since 1970, UTC.
  public func resourceDays(
    of resources: Set<String>, groups: Set<String> = [], in days: Range<Int>
  ) throws -> ResourceDays {
    let span = days.lowerBound * 24..<days.upperBound * 24
    let bills = try ledger.bills().filter {
      $0.firstHour < span.upperBound && $0.firstHour + $0.hours > span.lowerBound
    }
    var answer = ResourceDays()
    for bill in bills {
      // A day in which the bill may still grow is not over for it.
      let whole =
        floorDivide(
          bill.firstHour + 23, 24)..<max(
          floorDivide(bill.firstHour + 23, 24), floorDivide(bill.newestHour + 1, 24))
      answer.covered[bill.key.billingAccount, default: []].formUnion(whole.clamped(to: days))
      let field = Field.tag("aws:autoscaling:groupName")
      if !resources.isEmpty { answer.costs += try costs(.dimension(.resource), resources, bill, span) }
      if !groups.isEmpty {
        answer.costs += try costs(field, groups, bill, span).map { cost in
          var cost = cost
          cost.isGroup = true
          return cost
        }
      }
    }
    return answer
  }

  private func costs(
    _ field: Field, _ names: Set<String>, _ bill: StoredBill, _ span: Range<Int>
  ) throws -> [ResourceDays.Cost] {
    let resolver = try FieldResolver(ledger, settings)
    let usage = try CompiledFilter(
      Filter("charge_category", .equal, ["Usage"]), .dimension(.chargeCategory))
    let named = try CompiledFilter(Filter("", .equal, names.sorted()), field)
    var (groups, sums) = (Groups(), SliceSums())
    let query = PlannedQuery([field], [usage, named], settings, resolver.keys, month: nil)
    let measure: Measure = bill.measures.contains(.effective) ? .effective : .billed
    try BillPass(ledger, settings, bill, measure, query, limit: limit).add(to: &groups, &sums) {
      span.contains($0) ? Slice(name: nil, hour: floorDivide($0, 24)) : nil
    }
    let scale = sums.scale
    return sums.bySlice(rank: Array(sums.slices.indices)).compactMap { sum in
      let key = groups.keys[Int(sum.group)]
      guard let name = key.values.first ?? nil else { return nil }
      return ResourceDays.Cost(
        name: name, billingAccount: bill.key.billingAccount, day: sums.slices[Int(sum.slice)].hour,
        amount: Amount(units: sum.units, scale: scale), currency: key.unit ?? "")
    }
  }
}
