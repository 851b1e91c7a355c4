import TestSupport
import Testing

@testable import Billing

/// A sample tells whether files repeat each other, however large they are.
struct RowSampleTests {
  private func sample(_ rows: Range<UInt64>) -> RowSample {
    var sample = RowSample()
    for row in rows { sample.add(mixed(row, 7)) }
    return sample
  }

  @Test(
    "more than one in a hundred of the smaller file's rows",
    arguments: [
      (100, 98, true), (100, 99, false), (1000, 990, false), (1000, 989, true), (1_000_000, 980_000, true),
      (1_000_000, 995_000, false),
    ] as [(UInt64, UInt64, Bool)])
  func ofTwoFiles(rows: UInt64, start: UInt64, repeats: Bool) {
    let (one, other) = (sample(0..<rows), sample(start..<(start + rows)))
    #expect(one.repeats(other) == repeats)
    #expect(other.repeats(one) == repeats)
  }

  @Test func aSmallFileInALargeOne() {
    #expect(sample(0..<500_000).repeats(sample(1000..<41_000)))
    #expect(!sample(0..<500_000).repeats(sample(600_000..<600_100)))
  }

  @Test("a file of the same row again and again") func oneRow() {
    var sample = RowSample()
    for _ in 0..<50_000 { sample.add(0) }
    #expect(sample.repeats(sample))
  }

  @Test("a file's workers sample as one")
  func joined() {
    let parts = RowSample.joined([sample(0..<300_000), sample(300_000..<300_010)])
    #expect(parts.repeats(sample(0..<300_010)))
  }
}
