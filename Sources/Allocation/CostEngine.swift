internal import Billing
public import Ledger

/// Answers questions from a ledger's series.
public struct CostEngine {
  let ledger: Ledger

  public init(ledger: Ledger) {
    self.ledger = ledger
  }

  public func answer(_ question: CostQuestion) throws -> CostAnswer {
    CostAnswer(dimensions: question.by, per: question.per, metric: question.metric, rows: [], notes: [])
  }

  /// Effective Usage cost by resource in the last `days` days that the bills cover before `asOf`.
  ///
  /// - Parameter asOf: the first hour that counts no more, in hours since 1970.
  public func resourceCosts(asOf: Int, days: Int = 30) throws -> ResourceCosts {
    ResourceCosts(days: 0, byResource: [:], byGroup: [:], usesBilled: false)
  }
}
