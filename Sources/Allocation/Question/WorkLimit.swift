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

  func check(sums count: Int) throws {
    if count > sums { throw Exceeded(.tooManySums("\(count) sums", limit: sums)) }
  }

  /// - Parameter count: how many sums there would be if each group had one in each slice of time.
  func check(room count: Int) throws {
    // Most groups are there for a part of the time, and a place without a sum takes half of one with it.
    let room = sums * 4
    if count > room { throw Exceeded(.tooManySums("room for \(count) sums", limit: room)) }
  }
}

extension Problem {
  fileprivate static let tooLong = Problem(
    "question", "takes longer than a request may", remedy: "ask for a shorter time or fewer dimensions")

  fileprivate static func tooManySums(_ needed: String, limit: Int) -> Problem {
    Problem(
      "question", "needs \(needed), and a request may have \(limit)",
      remedy: "ask for a shorter time, longer slices of it or fewer dimensions; 'tarsier cost' has no limit")
  }
}
