import Foundation
import TestSupport
import Testing

@testable import Billing

/// Scanner and libcsv give the same bills of every file at hand.
struct BothReadersTests {
  @Test(arguments: Fixtures.names(in: "").filter { $0.hasSuffix(".csv") })
  func ofFixtures(_ name: String) {
    readBothWays([Fixtures.path(name)])
    readBothWays([Fixtures.path(name)], allowsRejects: true)
  }

  @Test(arguments: Fixtures.sampleParts())
  func ofSamples(_ parts: [String]) {
    let read = readBothWays(parts)
    #expect(read.lines.count > 100)
    expectSame(read, BillText.read(parts, workers: 2), "two workers")
  }

  private static let sharedBills = [
    "focus-1.0-sample-1000.csv", "focus-1.2-azure-excerpt.csv", "focus-1.2-saas-spend-a2.csv",
    "focus-1.2-virtual-currency-a2-bom.csv", "focus-1.3-gcp-excerpt.csv", "focus-1.4-multi-excerpt.csv",
    "focus-1.2-saas-dollar-signs.csv", "focus-1.2-commitment-partial.csv",
    "focus-1.0-minimal-aws-2025-12.csv",
    "focus-1.0-onprem-storage-2025-12.csv",
    "400000000000-aws-billing-detailed-line-items-with-resources-and-tags-2024-05.csv",
    "aws-cur1-2023-11.csv.gz",
    "aws-cur2-2026-04/ha-project-CUR-daily-1-00001.csv.gz",
    "aws-cur1-generated/20240501-20240601/ad0845a3-9780-4ded-aba8-7c1a4f74a6e8/May-2024-sample-cur-1.csv.gz",
    "aws-cur1-generated/20240501-20240601/ad0845a3-9780-4ded-aba8-7c1a4f74a6e8/May-2024-sample-cur-2.csv.gz",
  ]

  @Test(.sharedData("figures.json"), arguments: sharedBills)
  func ofRealBills(_ name: String) {
    readBothWays([Shared.data(name)])
    readBothWays(
      [Shared.data(name)], assumed: ["BillingAccountId": "assumed", "BillingCurrency": "USD"],
      allowsRejects: true)
  }
}
