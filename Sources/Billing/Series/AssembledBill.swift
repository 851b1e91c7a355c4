/// A bill with the way to go through its series, which stay where the workers put them.
public struct AssembledBill {
  /// One of several stretches of a bill's combinations, for threads that share the work.
  public struct Part: Sendable {
    public var number: Int
    public var count: Int

    public init(_ number: Int, of count: Int) {
      self.number = number
      self.count = count
    }
  }

  public var bill: Bill
  private let series: (_ part: Part, _ body: (SeriesCells) throws -> Void) throws -> Void

  /// - Parameter series: goes through the series of a part.
  public init(
    bill: Bill, series: @escaping (_ part: Part, _ body: (SeriesCells) throws -> Void) throws -> Void
  ) {
    self.bill = bill
    self.series = series
  }

  /// Calls `body` with each series of a part: combination by combination, in the order of the bill's list.
  ///
  /// Several parts may be gone through at the same time.
  public func forEachSeries(in part: Part = Part(0, of: 1), _ body: (SeriesCells) throws -> Void) throws {
    try series(part, body)
  }
}
