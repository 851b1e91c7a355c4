import TestSupport
import Testing

@testable import Billing

/// Small bills of May 2024 (744 hours) whose figures were worked out with pencil and paper, in the comments.
struct HandWorkedBillTests {
  private static let reservation = "arn:aws:ec2:us-east-1:111111111111:reserved-instances/0f"
  private static let plan = "arn:aws:savingsplans::111111111111:savingsplan/1a"

  /// A line item: its type, its unblended cost, and other cells by short names.
  private typealias Line = (type: String, cost: String, cells: [String: String])

  private static let names = [
    "arn": "reservation/ReservationARN", "effective": "reservation/EffectiveCost",
    "net effective": "reservation/NetEffectiveCost",
    "unused upfront": "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod",
    "unused recurring": "reservation/UnusedRecurringFee", "plan": "savingsPlan/SavingsPlanARN",
    "plan effective": "savingsPlan/SavingsPlanEffectiveCost",
    "plan net effective": "savingsPlan/NetSavingsPlanEffectiveCost",
    "commitment": "savingsPlan/TotalCommitmentToDate", "used": "savingsPlan/UsedCommitment",
    "net": "lineItem/NetUnblendedCost", "start": "lineItem/UsageStartDate", "end": "lineItem/UsageEndDate",
    "account": "lineItem/UsageAccountId", "payer": "bill/PayerAccountId", "invoice": "bill/InvoiceId",
    "usage type": "lineItem/UsageType",
  ]

  private func read(_ lines: [Line]) throws -> [ReadBill] {
    var file = CurFile()
    for line in lines {
      var cells = ["lineItem/LineItemType": line.type, "lineItem/UnblendedCost": line.cost]
      for (name, value) in line.cells { cells[try #require(Self.names[name])] = value }
      file.charge(cells)
    }
    let folder = try TemporaryFolder()
    let path = try folder.write("bill.csv", file.text)
    readBothWays([path])
    return try ReadBill.all([path])
  }

  private func one(_ lines: [Line]) throws -> ReadBill {
    let bills = try read(lines)
    try #require(bills.count == 1)
    return bills[0]
  }

  private func sum(_ bill: ReadBill, _ measure: Measure, _ type: String? = nil) -> String? {
    bill.sum(measure) { type == nil || $0.combination[.chargeType] == type }?.description
  }

  @Test("a year's reservation paid up front: 8760.00, so 1.00 an hour; 700 hours used and 44 not")
  func allUpfront() throws {
    let bill = try one([
      ("Fee", "8760", ["arn": Self.reservation]),
      ("DiscountedUsage", "0", ["arn": Self.reservation, "effective": "700"]),
      ("RIFee", "0", ["arn": Self.reservation, "unused upfront": "44", "unused recurring": "0"]),
    ])
    // Billed 8760; effective 0 for the fee + 700 × 1.00 used + 44 × 1.00 unused = 744 × 1.00.
    #expect(sum(bill, .billed) == "8760")
    #expect(sum(bill, .effective, "Fee") == "0")
    #expect(sum(bill, .effective, "RIFee") == "44")
    #expect(sum(bill, .effective) == "744")
    #expect(bill.bill.summaries.map(\.empties) == [[0, 0]])
  }

  @Test("paid in part: 4380.00 up front, 0.50 an hour, and 0.25 an hour as it goes")
  func partialUpfront() throws {
    let bill = try one([
      ("Fee", "4380", ["arn": Self.reservation]),
      ("DiscountedUsage", "0", ["arn": Self.reservation, "effective": "525"]),
      ("RIFee", "186", ["arn": Self.reservation, "unused upfront": "22", "unused recurring": "11"]),
    ])
    // Billed 4380 + 744 × 0.25 = 4566. Effective 700 × 0.75 = 525, and 44 × (0.50 + 0.25) = 33: 744 × 0.75.
    #expect(sum(bill, .billed) == "4566")
    #expect(sum(bill, .effective, "RIFee") == "33")
    #expect(sum(bill, .effective) == "558")
  }

  @Test("nothing up front: 0.80 an hour, used or not")
  func noUpfront() throws {
    let bill = try one([
      ("DiscountedUsage", "0", ["arn": Self.reservation, "effective": "560"]),
      ("RIFee", "595.2", ["arn": Self.reservation, "unused upfront": "0", "unused recurring": "35.2"]),
    ])
    // 744 × 0.80 = 595.20 billed; 700 × 0.80 = 560 and 44 × 0.80 = 35.20 effective: the same in the end.
    #expect(sum(bill, .billed) == "595.2")
    #expect(sum(bill, .effective, "RIFee") == "35.2")
    #expect(sum(bill, .effective) == "595.2")
  }

  /// Usage of 100.00 on demand that a plan of 0.10 an hour covers for 70.00 of its 74.40.
  private static let covered: [Line] = [
    ("SavingsPlanCoveredUsage", "100", ["plan": plan, "plan effective": "70"]),
    ("SavingsPlanNegation", "-100", ["plan": plan]),
  ]

  @Test("a savings plan by the hour with 4.40 of its commitment unused")
  func planWithUnusedCommitment() throws {
    let bill = try one(
      Self.covered + [
        ("SavingsPlanRecurringFee", "74.4", ["plan": Self.plan, "commitment": "74.4", "used": "70"])
      ])
    // Billed 100 − 100 + 74.40; effective 70 + 0 + (74.40 − 70).
    #expect(sum(bill, .billed) == "74.4")
    #expect(sum(bill, .effective, "SavingsPlanNegation") == "0")
    #expect(sum(bill, .effective, "SavingsPlanRecurringFee") == "4.4")
    #expect(sum(bill, .effective) == "74.4")
  }

  @Test("the same plan with its year of 876.00 paid up front, and returned in the same month")
  func planUpfrontAndReturned() throws {
    let bought: [Line] =
      Self.covered + [
        ("SavingsPlanUpfrontFee", "876", ["plan": Self.plan]),
        ("SavingsPlanRecurringFee", "0", ["plan": Self.plan, "commitment": "74.4", "used": "70"]),
      ]
    let kept = try one(bought)
    // Billed 100 − 100 + 876; effective 70 + 0 + 0 + (74.40 − 70): the up-front fee weighs on its hours.
    #expect(sum(kept, .billed) == "876")
    #expect(sum(kept, .effective) == "74.4")
    // What AWS pays back is a refund as any other: −876 + 74.40 in both measures where it is billed.
    let returned = try one(bought + [("Refund", "-876", ["plan": Self.plan])])
    #expect(sum(returned, .billed) == "0")
    #expect(sum(returned, .effective, "Refund") == "-876")
    #expect(sum(returned, .effective) == "-801.6")
    let refund = try #require(returned.series.first { $0.combination[.chargeType] == "Refund" })
    #expect(refund.combination[.chargeCategory] == "Adjustment")
    #expect(refund.combination[.commitment] == Self.plan)
  }

  @Test("a covered line without an effective cost falls back to what is billed, and is counted")
  func coveredWithoutEffectiveCost() throws {
    let bill = try one(Self.covered + [("SavingsPlanCoveredUsage", "3.5", ["plan effective": ""])])
    // Effective 70 + 0 + 3.50.
    #expect(sum(bill, .effective) == "73.5")
    #expect(bill.bill.summaries.map(\.empties) == [[0, 1]])
  }

  @Test("credits that make a bill all but zero")
  func creditsToNothing() throws {
    let bill = try one([
      ("Usage", "47.6816938322", [:]), ("Credit", "-47.6816938998", [:]), ("Tax", "0", [:]),
    ])
    // 47.6816938322 − 47.6816938998 = −0.0000000676, and no digit of either part is lost.
    #expect(sum(bill, .billed) == "-0.0000000676")
    #expect(sum(bill, .billed, "Usage") == "47.6816938322")
    #expect(sum(bill, .billed, "Credit") == "-47.6816938998")
    #expect(bill.hourly() == [0: "-0.0000000676"])
  }

  @Test("a refund that comes after the invoice, for the month before")
  func refundAfterFinalisation() throws {
    let april = ["start": "2024-04-01T00:00:00Z", "end": "2024-05-01T00:00:00Z", "invoice": "7"]
    let bill = try one([("Usage", "10", ["invoice": "7"]), ("Refund", "-2.5", april)])
    // It belongs to the bill that says so, on its first hour, since none of its own lies in it.
    #expect(sum(bill, .billed) == "7.5")
    #expect(bill.hourly() == [0: "7.5"])
    #expect(bill.bill.key.period == "2024-05" && !bill.bill.isEstimated)
    #expect(try one([("Usage", "10", ["invoice": "7"]), ("Usage", "1", [:])]).bill.isEstimated)
  }

  @Test("tax and a support fee over the whole month")
  func taxAndFees() throws {
    let month = ["start": "2024-05-01T00:00:00Z", "end": "2024-06-01T00:00:00Z"]
    let bill = try one([("Tax", "74.4", month), ("Fee", "29", month), ("Usage", "0.01", [:])])
    // Tax 74.40 / 744 = 0.10 an hour. The fee at two decimals: 2900 cents = 3 × 744 + 668, so 4 cents in each of
    // the first 668 hours and 3 in each of the other 76. The usage is one cent in the first hour.
    let hourly = bill.hourly()
    #expect(hourly.count == 744)
    #expect(hourly[0] == "0.15" && hourly[667] == "0.14" && hourly[668] == "0.13" && hourly[743] == "0.13")
    #expect(sum(bill, .billed) == "103.41")
    #expect(sum(bill, .effective) == "103.41")
  }

  @Test("a purchase for a year, billed once, lies on the hours of its month")
  func oneTimePurchase() throws {
    let year = ["start": "2024-05-31T00:00:00Z", "end": "2025-05-31T00:00:00Z"]
    let bill = try one([("Fee", "12", year)])
    // Bought on the 31st: 24 hours of its span lie in May, 0.50 each; it has no decimal, so 1 in the first 12.
    #expect(bill.hourly() == Dictionary(uniqueKeysWithValues: (720..<744).map { ($0, $0 < 732 ? "1" : "0") }))
    #expect(sum(bill, .billed) == "12")
    #expect(sum(bill, .effective) == "12")
  }

  @Test("charges tied to no account are in the bill, and in no account's")
  func withoutAccount() throws {
    let bill = try one([
      ("Usage", "5", ["account": "222222222222"]), ("Credit", "-1.25", ["account": ""]), ("Tax", "0.5", [:]),
    ])
    #expect(sum(bill, .billed) == "4.25")
    #expect(bill.sum(.billed) { $0.combination[.account] == nil }?.description == "-0.75")
    #expect(bill.sum(.billed) { $0.combination[.account] == "222222222222" }?.description == "5")
  }

  @Test("several payers in one file are several bills")
  func severalPayers() throws {
    let bills = try read([
      ("Usage", "1", [:]), ("Usage", "20", ["payer": "999999999999"]), ("Tax", "0.5", [:]),
      ("Credit", "-3", ["payer": "999999999999"]),
    ])
    #expect(bills.map(\.bill.key.description) == ["111111111111/2024-05", "999999999999/2024-05"])
    #expect(bills.map { sum($0, .billed) } == ["1.5", "17"])
    #expect(bills.flatMap { $0.bill.summaries.map(\.rows) } == [2, 2])
  }

  @Test("an enterprise discount of 10 %, in its own lines and in the net columns")
  func enterpriseDiscount() throws {
    let bill = try one([
      ("Usage", "100", ["net": "90"]),
      ("EdpDiscount", "-10", ["net": "0"]),
      (
        "DiscountedUsage", "0",
        ["arn": Self.reservation, "effective": "50", "net effective": "45", "net": "0"]
      ),
      (
        "SavingsPlanCoveredUsage", "40",
        ["plan": Self.plan, "plan effective": "30", "plan net effective": "27", "net": "36"]
      ),
      ("SavingsPlanNegation", "-40", ["plan": Self.plan, "net": "-36"]),
      ("Tax", "8", ["net": ""]),
    ])
    // Billed 100 − 10 + 0 + 40 − 40 + 8. Effective 100 − 10 + 50 + 30 + 0 + 8.
    #expect(sum(bill, .billed) == "98")
    #expect(sum(bill, .effective) == "178")
    // Net 90 + 0 + 0 + 36 − 36 + 8: the tax has no net cost and falls back. Net effective 90 + 0 + 45 + 27 + 0 + 8.
    #expect(sum(bill, .netBilled) == "98")
    #expect(sum(bill, .netEffective) == "170")
    #expect(bill.bill.summaries.map(\.empties) == [[0, 0, 1, 1]])
    #expect(
      bill.series.first { $0.combination[.chargeType] == "EdpDiscount" }?.combination[.chargeCategory]
        == "Credit")
  }
}
