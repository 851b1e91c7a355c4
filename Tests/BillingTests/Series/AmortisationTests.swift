import TestSupport
import Testing

@testable import Billing

/// How AWS's line item types come to the effective cost, worked out by hand.
struct AmortisationTests {
  private static let reservation = "arn:aws:ec2:us-east-1:111111111111:reserved-instances/0f"
  private static let plan = "arn:aws:savingsplans::111111111111:savingsplan/1a"

  /// Cells of one charge whose billed cost is 1, and its effective cost.
  private static let cases: [(type: String, cells: [String: String], effective: String, empty: Int)] = [
    ("Usage", [:], "1", 0), ("Tax", [:], "1", 0), ("Credit", [:], "1", 0), ("Refund", [:], "1", 0),
    ("BundledDiscount", [:], "1", 0),
    ("DiscountedUsage", ["reservation/EffectiveCost": "0.25"], "0.25", 0),
    ("DiscountedUsage", ["reservation/EffectiveCost": "0"], "0", 0),
    ("DiscountedUsage", ["reservation/EffectiveCost": ""], "1", 1),
    ("DiscountedUsage", ["reservation/EffectiveCost": "None"], "1", 1),
    ("SavingsPlanCoveredUsage", ["savingsPlan/SavingsPlanEffectiveCost": "0.4"], "0.4", 0),
    ("SavingsPlanCoveredUsage", ["savingsPlan/SavingsPlanEffectiveCost": "NULL"], "1", 1),
    (
      "RIFee",
      [
        "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod": "0.125",
        "reservation/UnusedRecurringFee": "0.0625",
      ], "0.1875", 0
    ),
    (
      "RIFee",
      [
        "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod": "",
        "reservation/UnusedRecurringFee": "0.0625",
      ], "1", 1
    ),
    (
      "RIFee",
      [
        "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod": "0.125",
        "reservation/UnusedRecurringFee": "",
      ], "1", 1
    ),
    (
      "SavingsPlanRecurringFee",
      ["savingsPlan/TotalCommitmentToDate": "3", "savingsPlan/UsedCommitment": "2.5"], "0.5", 0
    ),
    (
      "SavingsPlanRecurringFee",
      ["savingsPlan/TotalCommitmentToDate": "3", "savingsPlan/UsedCommitment": ""], "1", 1
    ),
    ("SavingsPlanUpfrontFee", [:], "0", 0), ("SavingsPlanNegation", [:], "0", 0),
    ("Fee", ["reservation/ReservationARN": reservation], "0", 0),
    ("Fee", ["reservation/ReservationARN": "arn:aws:rds:us-east-1:111111111111:ri:ri-1"], "0", 0),
    ("Fee", ["savingsPlan/SavingsPlanARN": plan], "1", 0), ("Fee", [:], "1", 0),
  ]

  private static let columns = [
    "reservation/EffectiveCost", "reservation/ReservationARN",
    "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod", "reservation/UnusedRecurringFee",
    "savingsPlan/SavingsPlanEffectiveCost", "savingsPlan/SavingsPlanARN", "savingsPlan/TotalCommitmentToDate",
    "savingsPlan/UsedCommitment",
  ]

  private func read(_ bill: CurFile) throws -> ReadBill {
    let folder = try TemporaryFolder()
    let path = try folder.write("bill.csv", bill.text)
    readBothWays([path])
    return try ReadBill.one(path)
  }

  @Test(arguments: cases.indices)
  func effective(_ number: Int) throws {
    let (type, cells, effective, empty) = Self.cases[number]
    var bill = CurFile()
    // Every column is there, so that none is missed.
    bill.charge(Dictionary(uniqueKeysWithValues: Self.columns.map { ($0, "") }))
    bill.charge(
      cells.merging(["lineItem/LineItemType": type, "lineItem/UnblendedCost": "1"]) { first, _ in first })
    let read = try read(bill)
    #expect(read.sum(.effective)?.description == effective, "\(type) \(cells)")
    #expect(read.sum(.billed)?.description == "1")
    #expect(read.bill.summaries.map(\.empties) == [[0, empty]])
  }

  @Test("net costs have twins of their own, and fall back to the gross ones")
  func net() throws {
    var bill = CurFile("lineItem/NetUnblendedCost")
    bill.charge([
      "lineItem/UnblendedCost": "1", "lineItem/NetUnblendedCost": "0.9",
      "lineItem/LineItemType": "DiscountedUsage", "reservation/EffectiveCost": "0.5",
      "reservation/NetEffectiveCost": "0.4",
    ])
    bill.charge([
      "lineItem/UnblendedCost": "10", "lineItem/NetUnblendedCost": "",
      "lineItem/LineItemType": "DiscountedUsage", "reservation/EffectiveCost": "5",
    ])
    bill.charge(["lineItem/UnblendedCost": "100", "lineItem/NetUnblendedCost": "90"])
    bill.charge([
      "lineItem/LineItemType": "SavingsPlanRecurringFee", "lineItem/UnblendedCost": "1000",
      "lineItem/NetUnblendedCost": "900", "savingsPlan/TotalCommitmentToDate": "300",
      "savingsPlan/UsedCommitment": "100",
    ])
    let read = try read(bill)
    #expect(read.bill.measures == [.billed, .effective, .netBilled, .netEffective])
    #expect(read.sum(.billed)?.description == "1111")
    #expect(read.sum(.effective)?.description == "305.5")
    #expect(read.sum(.netBilled)?.description == "1000.9")
    #expect(read.sum(.netEffective)?.description == "295.4")
    #expect(read.bill.summaries.map(\.empties) == [[0, 0, 1, 1]])
  }

  @Test("a column that a charge needs and the file lacks takes the measure away, not the bill")
  func missingColumn() throws {
    var bill = CurFile("pricing/publicOnDemandCost", "lineItem/UsageAmount")
    bill.charge([
      "lineItem/UnblendedCost": "1", "pricing/publicOnDemandCost": "2", "lineItem/UsageAmount": "3",
    ])
    #expect(try read(bill).bill.measures == [.billed, .effective, .list, .usage])
    bill.charge(["lineItem/LineItemType": "RIFee", "reservation/UnusedRecurringFee": "1"])
    #expect(try read(bill).bill.measures == [.billed, .list, .usage])
    bill.charge(["reservation/UnusedAmortizedUpfrontFeeForBillingPeriod": "1"])
    #expect(try read(bill).bill.measures == [.billed, .effective, .list, .usage])
  }

  @Test("the net twin alone may be missing")
  func missingNetColumn() throws {
    var bill = CurFile("lineItem/NetUnblendedCost")
    bill.charge([
      "lineItem/LineItemType": "SavingsPlanCoveredUsage", "savingsPlan/SavingsPlanEffectiveCost": "1",
      "lineItem/NetUnblendedCost": "0.5",
    ])
    #expect(try read(bill).bill.measures == [.billed, .effective, .netBilled])
  }

  @Test(arguments: [
    ("Usage", "Usage", "Standard"), ("DiscountedUsage", "Usage", "Committed"),
    ("SavingsPlanCoveredUsage", "Usage", "Committed"), ("SavingsPlanNegation", "Usage", "Committed"),
    ("Fee", "Purchase", nil), ("RIFee", "Purchase", "Committed"),
    ("SavingsPlanUpfrontFee", "Purchase", "Committed"),
    ("SavingsPlanRecurringFee", "Purchase", "Committed"), ("Tax", "Tax", nil), ("Credit", "Credit", nil),
    ("EdpDiscount", "Credit", nil), ("PrivateRateDiscount", "Credit", nil), ("Refund", "Adjustment", nil),
    ("SomethingNew", "Adjustment", nil),
  ])
  func categories(_ type: String, category: String, pricing: String?) throws {
    var bill = CurFile()
    bill.charge(["lineItem/LineItemType": type])
    let combination = try read(bill).series[0].combination
    #expect(combination[.chargeCategory] == category)
    #expect(combination[.pricingCategory] == pricing)
    #expect(combination[.chargeType] == type)
    #expect(combination[.provider] == "AWS")
  }

  @Test func spotUsageIsDynamic() throws {
    var bill = CurFile()
    bill.charge(["lineItem/UsageType": "USE1-SpotUsage:m5.large"])
    #expect(try read(bill).series[0].combination[.pricingCategory] == "Dynamic")
  }
}
