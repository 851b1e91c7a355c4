import Billing
import Testing

@testable import Reports

/// Parts of a whole and growth, in tenths of a percent, without floating point.
struct ShareTests {
  @Test(arguments: [
    ("1", "3", 333), ("2", "3", 667), ("0.0005", "1", 0), ("0.0015", "1", 2), ("-1", "4", -250),
    ("7", "7", 1000),
  ])
  func share(part: String, whole: String, tenths: Int) {
    #expect(amount(part).share(of: amount(whole)) == tenths)
  }

  @Test func `no whole, no share`() {
    #expect(amount("1").share(of: .zero) == nil)
    #expect(amount("1").share(of: amount("-2")) == nil)
  }

  @Test func `many digits do not overflow`() {
    let large = Amount(units: 12_345_678 * powerOfTen(28), scale: 28)
    #expect(large.share(of: large + large) == 500)
  }

  @Test func growth() {
    #expect(amount("150").growth(from: amount("100")) == 500)
    #expect(amount("50").growth(from: amount("100")) == -500)
    #expect(amount("50").growth(from: .zero) == nil)
  }

  @Test(arguments: [(123, "12.3"), (-5, "-0.5"), (1000, "100.0")])
  func tenths(number: Int, text: String) {
    #expect(number.asTenths == text)
  }

  private func amount(_ text: String) -> Amount {
    let parts = text.split(separator: ".")
    let fraction = parts.count > 1 ? parts[1] : ""
    return Amount(units: Int128(parts[0] + fraction) ?? 0, scale: fraction.count)
  }
}
