public import Allocation
internal import Billing
public import Janitor

/// What keeping a snapshot costs, from what the bills say that snapshots cost there.
public struct SnapshotPrice {
  private let engine: CostEngine

  public init(_ engine: CostEngine) {
    self.engine = engine
  }

  /// What a snapshot of so many GiB costs a month at most: all of its blocks, at the average price.
  ///
  /// - Returns: nil where no bill has snapshots in the account and region, or more than one currency.
  public func cost(_ resource: MarkedResource, _ size: Int) throws -> Money? {
    var question = CostQuestion()
    question.filters = [
      Filter("account", .equal, [resource.account]), Filter("region", .equal, [resource.region]),
      Filter("usage_type", .matches, ["EBS:SnapshotUsage$"]),
    ]
    guard let cost = try only(question, .billed), let usage = try only(question, .usage) else { return nil }
    guard let amount = Self.share(of: cost.amount, size: size, usage: usage.amount), let currency = cost.unit
    else { return nil }
    return Money(amount, currency)
  }

  /// The one sum that a question gives.
  private func only(_ question: CostQuestion, _ metric: Measure) throws -> CostRow? {
    var question = question
    question.metric = metric
    do {
      let rows = Array(try engine.answer(question).rows)
      return rows.count == 1 ? rows[0] : nil
    } catch is Problem {
      return nil
    }
  }

  /// `cost × size ÷ usage` with four decimals, rounded up: a saving is never told too high.
  static func share(of cost: Amount, size: Int, usage: Amount) -> Amount? {
    guard usage > .zero, cost >= .zero, size >= 0 else { return nil }
    let decimals = 4
    let up = usage.scale + decimals - cost.scale
    var above = cost.units
    var below = usage.units
    if up >= 0 {
      let (scaled, overflow) = above.multipliedReportingOverflow(by: powerOfTen(min(up, 37)))
      guard !overflow, up <= 37 else { return nil }
      above = scaled
    } else {
      let (scaled, overflow) = below.multipliedReportingOverflow(by: powerOfTen(min(-up, 37)))
      guard !overflow, -up <= 37 else { return nil }
      below = scaled
    }
    let (product, overflow) = above.multipliedReportingOverflow(by: Int128(size))
    guard !overflow else { return nil }
    return Amount(units: (product + below - 1) / below, scale: decimals)
  }
}
