import Testing
import TestSupport

@testable import Billing

@Suite struct DetailedBillingTests {
  private static let header =
    "InvoiceID,PayerAccountId,LinkedAccountId,RecordType,RecordId,ProductName,UsageType,ReservedInstance,"
    + "ItemDescription,UsageStartDate,UsageEndDate,UsageQuantity,UnBlendedCost,ResourceId,user:team\n"

  /// Two hours of usage, a credit over the month, rounding, and three totals.
  private static func report(invoiceTotal: String) -> String {
    header + """
      "77","1","2","LineItem","a","EC2","BoxUsage","N","$1 an hour","2024-05-01 00:00:00","2024-05-01 01:00:00","1","1.004","i-1","web"
      "77","1","2","LineItem","b","EC2","BoxUsage","Y","$1 an hour","2024-05-01 01:00:00","2024-05-01 02:00:00","1","1.004","i-1","web"
      "77","1","2","LineItem","c","EC2",,"N","Promotional credit","2024-05-01 00:00:00","2024-05-31 23:59:59","1","-0.744",,
      "77","1",,"Rounding",,,,,"Rounding",,,,"-0.004",,
      ,"1","2","AccountTotal","d",,,,"Total for account",,,,"1.264",,
      "77","1",,"InvoiceTotal","e",,,,"Total for invoice",,,,"\(invoiceTotal)",,
      ,"1",,"StatementTotal","f",,,,"Total statement",,,,"1.26",,

      """
  }

  private func bill(_ text: String, _ reader: ReaderChoice = .automatic) throws -> Bill {
    let folder = try TemporaryFolder()
    let path = try folder.write("report.csv", text)
    var billReader = BillReader(workers: 1)
    billReader.reader = reader
    return try billReader.read([.init(path: path, name: "report.csv")]) { bills in
      try #require(bills.count == 1)
      return bills[0].bill
    }
  }

  @Test(arguments: ReaderChoice.allCases) func countsChargesAndNotTheLinesThatRepeatThem(reader: ReaderChoice)
    throws
  {
    let bill = try bill(Self.report(invoiceTotal: "1.26"), reader)
    #expect(bill.key == BillKey(billingAccount: "1", period: "2024-05"))
    #expect(bill.summaries.map(\.currency) == ["USD"])
    #expect(bill.summaries[0].rows == 7)
    #expect(bill.summaries[0].charges == 4)
    #expect(bill.summaries[0].totals[0].description == "1.26")
    #expect(bill.differences == [])
    #expect(bill.measures == [.billed, .usage])
  }

  @Test func tellsKindsAndPrices() throws {
    let combinations = try bill(Self.report(invoiceTotal: "1.26")).combinations
    #expect(combinations.map { $0[.chargeCategory] } == ["Usage", "Usage", "Credit", "Adjustment"])
    #expect(combinations.map { $0[.pricingCategory] } == ["Standard", "Committed", nil, nil])
    #expect(combinations[0].tags == ["team": "web"])
  }

  @Test func reportsATotalThatIsNotItsCharges() throws {
    let bill = try bill(Self.report(invoiceTotal: "1.27"))
    #expect(bill.differences == ["the total of invoice 77 says 1.27, its charges add up to 1.26"])
    #expect(bill.summaries[0].totals[0].description == "1.26")
  }
}
