public import Billing

/// How much work one question may make; a command has no limit, a server's request has.
public struct WorkLimit: Sendable {
  /// How many sums may be kept at a time: one for each group and slice of time.
  public var sums: Int
  /// Asked before each block of cells; the question is given up once it says yes.
  public var isOver: @Sendable () -> Bool

  public init(sums: Int, isOver: @escaping @Sendable () -> Bool) {
    self.sums = sums
    self.isOver = isOver
  }

  /// The limit of what begins now on this thread, and goes on in it.
  ///
  /// - Parameter seconds: of a processor: time in which others had it does not count.
  public init(sums: Int, seconds: Int) {
    let end = ThreadTime.now.advanced(bySeconds: seconds)
    self.init(sums: sums) { ThreadTime.now > end }
  }

  /// A question that is given up.
  public struct Exceeded: Error {
    public var problem: Problem

    public init(_ problem: Problem) { self.problem = problem }
  }

  func check() throws {
    if isOver() { throw Exceeded(.tooLong) }
  }

  /// - Parameter count: the sums that there are, or for which there would have to be room.
  func check(sums count: Int) throws {
    if count > sums { throw Exceeded(.tooManySums(count, limit: sums)) }
  }
}

extension Problem {
  fileprivate static let tooLong = Problem(
    "question", "takes longer than a request may", remedy: "ask for a shorter time or fewer dimensions")

  fileprivate static func tooManySums(_ count: Int, limit: Int) -> Problem {
    Problem(
      "question", "needs \(count) sums, and a request may have \(limit)",
      remedy: "ask for a shorter time, longer slices of it or fewer dimensions; 'tarsier cost' has no limit")
  }
}
