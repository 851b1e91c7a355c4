public import Allocation
public import Billing

/// All that a week's report is made from.
public struct WeekInputs {
  public var week: ISOWeek
  public var organization: String?
  /// The concept whose values are told, each of its own; without one there is no report.
  public var concept: String?
  public var metric: Measure
  /// The newest charge in the ledger, in hours since 1970; nil where there is none.
  public var newestHour: Int?
  /// The hours of all bills' periods, since 1970; nil where there is no bill.
  public var billed: Range<Int>?
  /// Answers a question about cost.
  public var answer: (CostQuestion) throws -> CostAnswer

  public init(
    week: ISOWeek, organization: String?, concept: String?, metric: Measure = .billed, newestHour: Int?,
    billed: Range<Int>?, answer: @escaping (CostQuestion) throws -> CostAnswer
  ) {
    self.week = week
    self.organization = organization
    self.concept = concept
    self.metric = metric
    self.newestHour = newestHour
    self.billed = billed
    self.answer = answer
  }
}
