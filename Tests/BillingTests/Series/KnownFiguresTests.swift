import Foundation
import TestSupport
import Testing

@testable import Billing

/// Real bills add up to the figures that were worked out for them with Python's `decimal`.
struct KnownFiguresTests {
  /// One file of `figures.json`.
  private struct File: Decodable {
    var file: String
    var rows: Int
    var sums: [String: String]
    var billing_accounts: [String: Int]
    var currencies: [String: Int]?
    var by_ChargeCategory: [String: Slice]?
    var byLineItemType: [String: Slice]?
    var paths: [String]

    enum CodingKeys: String, CodingKey {
      case file, rows, sums, billing_accounts, currencies, by_ChargeCategory, paths
      case byLineItemType = "by_lineItem/LineItemType"
    }
  }

  /// A slice's row count and sums, by column.
  private struct Slice: Decodable {
    var values: [String: String]
    var rows: Int

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Name.self)
      rows = try container.decode(Int.self, forKey: Name(stringValue: "rows"))
      values = [:]
      for key in container.allKeys where key.stringValue != "rows" {
        values[key.stringValue] = try container.decode(String.self, forKey: key)
      }
    }

    struct Name: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }
  }

  private struct Files: Decodable { var files: [File] }

  private static let focus: [Measure: String] = [
    .billed: "BilledCost", .effective: "EffectiveCost", .list: "ListCost", .contracted: "ContractedCost",
  ]
  private static let report: [Measure: String] = [
    .billed: "lineItem/UnblendedCost", .list: "pricing/publicOnDemandCost",
  ]

  @Test(
    .sharedData("figures.json"),
    arguments: [
      "focus-1.0-sample-1000.csv", "focus-1.2-azure-excerpt.csv", "focus-1.3-gcp-excerpt.csv",
      "focus-1.4-multi-excerpt.csv", "focus-1.2-saas-spend-a2.csv", "focus-1.2-virtual-currency-a2-bom.csv",
      "aws-cur1-2023-11.csv.gz", "aws-cur1-generated/ (two parts)",
    ])
  func addsUp(_ name: String) throws {
    let files = try JSONDecoder().decode(
      Files.self, from: Data(contentsOf: URL(filePath: Shared.data("figures.json"))))
    let file = try #require(files.files.first { $0.file == name })
    let bills = try ReadBill.all(file.paths.map { Shared.data($0) }, workers: 2)
    let isFocus = file.sums["BilledCost"] != nil

    #expect(bills.flatMap(\.bill.summaries).reduce(0) { $0 + $1.rows } == file.rows)
    #expect(Set(bills.map(\.bill.key.billingAccount)) == Set(file.billing_accounts.keys))
    if let currencies = file.currencies {
      #expect(Set(bills.flatMap { $0.bill.summaries.map(\.currency) }) == Set(currencies.keys))
    }
    let slices = (isFocus ? file.by_ChargeCategory : file.byLineItemType) ?? [:]
    for (measure, column) in isFocus ? Self.focus : Self.report {
      guard let expected = file.sums[column] else { continue }
      #expect(total(bills, measure) { _ in true } == expected, "\(column)")
      #expect(summed(bills, measure) == expected, "\(column), as read row by row")
      for (value, slice) in slices {
        let dimension: Billing.Dimension = isFocus ? .chargeCategory : .chargeType
        #expect(
          total(bills, measure) { $0[dimension] == value } == slice.values[column], "\(value) \(column)")
      }
    }
  }

  private func total(
    _ bills: [ReadBill], _ measure: Measure, where isMeant: @escaping (Combination) -> Bool
  ) -> String {
    bills.compactMap { $0.sum(measure) { isMeant($0.combination) } }.reduce(Amount.zero, +).description
  }

  private func summed(_ bills: [ReadBill], _ measure: Measure) -> String {
    bills.reduce(Amount.zero) { sum, bill in
      guard let place = bill.bill.measures.firstIndex(of: measure) else { return sum }
      return bill.bill.summaries.reduce(sum) { $0 + $1.totals[place] }
    }.description
  }

  @Test("the FOCUS sample, by one of its tags", .sharedData("focus-1.0-sample-1000.csv"))
  func focusSample() throws {
    let bills = try ReadBill.all([Shared.data("focus-1.0-sample-1000.csv")])
    #expect(total(bills, .billed) { _ in true } == "20.52022672899")
    #expect(total(bills, .effective) { _ in true } == "14.97651418586")
    #expect(total(bills, .list) { _ in true } == "20.39090575119")
    let tagged = bills.compactMap {
      $0.sum(.billed) {
        ($0.combination.tags["business_unit"] ?? $0.ownTags["business_unit"]) == "PeoriaData"
      }
    }
    #expect(tagged.reduce(Amount.zero, +).description == "15.9580993182")
  }

  @Test("savings plans, amortised", .sharedData("figures.json"))
  func generatedReport() throws {
    let folder = "aws-cur1-generated/20240501-20240601/ad0845a3-9780-4ded-aba8-7c1a4f74a6e8"
    let bills = try ReadBill.all([1, 2].map { Shared.data("\(folder)/May-2024-sample-cur-\($0).csv.gz") })
    // Usage as billed, covered usage at the plan's price, the negation at nothing.
    #expect(total(bills, .effective) { _ in true } == "3695.606345323400256672")
    #expect(total(bills, .effective) { $0[.chargeType] == "SavingsPlanCoveredUsage" } == "10.9536")
    #expect(total(bills, .effective) { $0[.chargeType] == "SavingsPlanNegation" } == "0")
  }
}
