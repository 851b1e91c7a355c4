import Billing
import Testing

@testable import Ledger

/// The tolerance of FOCUS 1.4: the larger of 100 cents and half a cent times the root of the rows.
struct ToleranceTests {
  @Test(arguments: [
    (1, "1", "1"), (40_000, "1", "1"), (90_000, "1.5", "1.5"), (50_000, "1.11803398", "1.118033985"),
    (1_000_000_000_000, "5000", "5000"),
  ])
  func ofSomeRows(rows: Int, difference: String, tolerance: String) throws {
    let sum = InvoiceSum(
      issuer: "a", invoice: "1", currency: "USD", category: "Usage", charges: rows, billed: .zero)
    func result(_ amount: Amount) -> Reconciliation {
      let invoice = Invoice(issuer: "a", number: "1", amount: amount, currency: "USD")
      return Reconciliation(invoice, [(BillKey(billingAccount: "b", period: "2024-05"), sum)])
    }
    let amount = try #require(Amount(difference))
    #expect(result(amount).tolerance.description == tolerance)
    #expect(result(amount).verdict == .withinTolerance)
    #expect(result(-amount).verdict == .withinTolerance)
    #expect(result(amount + Amount(units: 1, scale: 6)).verdict == .different)
  }
}
