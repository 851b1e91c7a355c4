import Billing
import Synchronization
import Testing

/// Work on two cores at once.
struct TogetherTests {
  private struct Failure: Error, Equatable { var name: String }

  @Test func `gives what both give`() throws {
    let (number, text) = try together({ 7 }, { "seven" })
    #expect(number == 7 && text == "seven")
  }

  @Test func `the first one's failure is told first, when both have ended`() {
    let ended = Counter()
    #expect(throws: Failure(name: "first")) {
      try together(
        { () throws -> Int in
          _ = ended.next()
          throw Failure(name: "first")
        },
        { () throws -> Int in
          _ = ended.next()
          throw Failure(name: "second")
        })
    }
    #expect(ended.next() == 3)
  }

  @Test func `work in the background is done once, and told as often as it is asked for`() throws {
    let counted = Counter()
    let work = Background { counted.next() }
    #expect(try work.value() == 1)
    #expect(try work.value() == 1)
    #expect(throws: Failure(name: "late")) {
      try Background { () throws -> Int in throw Failure(name: "late") }.value()
    }
  }

  private final class Counter: Sendable {
    private let count = Mutex(0)
    func next() -> Int {
      count.withLock {
        $0 += 1
        return $0
      }
    }
  }
}
