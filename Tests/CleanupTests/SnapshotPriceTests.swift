import Billing
import Testing

@testable import Cleanup

/// What a safety snapshot costs, without a rounding that would tell a saving too high.
struct SnapshotPriceTests {
  @Test(arguments: [
    ("5.00", 100, "100", "5.0000"), ("0.05", 1, "1", "0.0500"), ("1.00", 1, "3", "0.3334"),
    ("0", 100, "7", "0"),
    ("12.3456789", 20, "246.913578", "1.0000"), ("0.000000001", 1, "1000", "0.0001"),
  ]) func `is the bill's average price`(_ cost: String, _ size: Int, _ usage: String, _ expected: String)
    throws
  {
    let share = SnapshotPrice.share(
      of: try #require(Amount(cost)), size: size, usage: try #require(Amount(usage)))
    #expect(share == Amount(expected))
  }

  @Test func `without usage there is no price`() {
    #expect(SnapshotPrice.share(of: .zero, size: 1, usage: .zero) == nil)
    #expect(
      SnapshotPrice.share(of: Amount(units: -1, scale: 0), size: 1, usage: Amount(units: 1, scale: 0)) == nil)
  }
}
