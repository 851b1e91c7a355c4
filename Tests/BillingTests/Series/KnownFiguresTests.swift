import TestSupport
import Testing

@testable import Billing

/// Real bills hold every figure that was worked out for them with Python's `decimal`.
@Suite(.sharedData("figures.json"))
struct KnownFiguresTests {
  private typealias Rows = [CellsAsRead.Row]

  /// What the figures count is the cells: each by the day its charge begins on, and an empty one as nothing.
  @Test(arguments: KnownFigures.promised, ReaderChoice.allCases)
  func cellsAddUp(_ known: KnownFigures, reader: ReaderChoice) throws {
    if known.hasUnreadableCosts { return }
    let files = try known.paths.map {
      try CellsAsRead.read(
        Shared.data($0), reader, columns: Array(known.sums.keys), assumed: known.assumed)
    }
    let rows = files.flatMap(\.rows)
    #expect(files.flatMap(\.rejects) == [])
    #expect(rows.count == known.rows)
    for (column, sum) in known.sums { #expect(self.sum(rows, column) == sum, "\(column)") }
    for (column, count) in known.absent {
      #expect(rows.count { $0.figures[column] == .absent } == count, "cells without \(column)")
    }
    for slice in known.categories.slices {
      let dimension: Billing.Dimension = known.format == "FOCUS" ? .chargeCategory : .chargeType
      expect(rows.filter { $0.combination[dimension] == slice.name }, slice)
    }
    for (key, value, slice) in known.tags {
      expect(rows.filter { $0.combination.tags[tagKey(key)] == value }, slice)
    }
    for (name, day, slice) in known.days {
      expect(rows.filter { service($0, known) == name && dayText($0) == day }, slice)
    }
    #expect(counts(rows) { service($0, known) }.count == known.services)
    #expect(counts(rows, dayText).count == known.dayCount)
  }

  @Test(arguments: KnownFigures.promised)
  func rowsAreOfTheirBills(_ known: KnownFigures) throws {
    if known.hasUnreadableCosts { return }
    let rows = try known.paths.flatMap {
      try CellsAsRead.read(Shared.data($0), .automatic, columns: [], assumed: known.assumed).rows
    }
    let accounts = known.accounts[""].map { ["assumed": $0] } ?? known.accounts
    #expect(counts(rows) { $0.combination[.billingAccount] } == accounts)
    #expect(known.currencies.isEmpty || counts(rows) { $0.combination[.currency] } == known.currencies)
    #expect(known.providers.isEmpty || counts(rows) { $0.combination[.provider] } == known.providers)
    let periods = known.periods.map { (Timestamp.seconds($0) ?? Timestamp.seconds($0 + "-01"), $1) }
    let months = Dictionary(
      periods.map { (Civil.monthText(hours: floorDivide($0 ?? 0, 3600)), $1) }, uniquingKeysWith: +)
    #expect(counts(rows, \.period) == months)
  }

  private static let measures: [String: Measure] = [
    "BilledCost": .billed, "EffectiveCost": .effective, "ListCost": .list, "ContractedCost": .contracted,
    "lineItem/UnblendedCost": .billed, "pricing/publicOnDemandCost": .list,
    "line_item_unblended_cost": .billed, "pricing_public_on_demand_cost": .list,
  ]

  /// The bills that a ledger gets have the same totals and slices, in series and as read row by row.
  @Test(arguments: KnownFigures.promised)
  func billsAddUp(_ known: KnownFigures) throws {
    if known.hasUnreadableCosts { return }
    let bills = try ReadBill.all(known.paths.map { Shared.data($0) }, workers: 2, assumed: known.assumed)
    #expect(bills.flatMap(\.bill.summaries).reduce(0) { $0 + $1.rows } == known.rows)
    for (column, measure) in Self.measures {
      guard let expected = known.sums[column] else { continue }
      #expect(total(bills, measure) { _ in true } == expected, "\(column)")
      #expect(summed(bills, measure) == expected, "\(column), as read row by row")
      for slice in known.categories.slices {
        let dimension: Billing.Dimension = known.format == "FOCUS" ? .chargeCategory : .chargeType
        #expect(
          total(bills, measure) { $0.combination[dimension] == slice.name } == slice.sums[column],
          "\(slice.name) \(column)")
      }
      for (key, value, slice) in known.tags {
        let key = tagKey(key)
        #expect(
          total(bills, measure) { ($0.combination.tags[key] ?? $0.ownTags[key]) == value }
            == slice.sums[column],
          "\(slice.name) \(column)")
      }
    }
  }

  @Test("a detailed billing report counts its charges alone")
  func detailedBilling() throws {
    let known = try #require(KnownFigures.promised.first { $0.format == "AWS DBR" })
    let bills = try ReadBill.all(known.paths.map { Shared.data($0) })
    let counted = known.categories.slices.filter { ["LineItem", "Rounding"].contains($0.name) }
    let sum = counted.compactMap { Amount($0.sums["UnBlendedCost"] ?? "") }.reduce(Amount.zero, +)
    #expect(counted.count == 2 && total(bills, .billed) { _ in true } == sum.description)
    #expect(
      bills.flatMap(\.bill.summaries).reduce(0) { $0 + $1.charges } == counted.reduce(0) { $0 + $1.rows })
    #expect(bills.flatMap(\.bill.differences) == [])
  }

  @Test("costs that are no numbers are refused, with their place", arguments: ReaderChoice.allCases)
  func unreadableCosts(reader: ReaderChoice) throws {
    let known = KnownFigures.promised.filter(\.hasUnreadableCosts)
    #expect(known.map(\.name) == ["focus-1.2-saas-dollar-signs.csv"])
    let refused = BillText.read(known.map { Shared.data($0.name) }, reader)
    #expect(refused.lines.count == 1)
    #expect(
      refused.lines[0].hasPrefix(
        "error: focus-1.2-saas-dollar-signs.csv:2: column BilledCost, value '$10,000.00 ': is no number; "))
  }

  @Test("what a file lacks is asked for", arguments: KnownFigures.promised.filter { !$0.assumed.isEmpty })
  func lacking(_ known: KnownFigures) {
    if known.format == "AWS DBR" { return }
    let refused = BillText.read(known.paths.map { Shared.data($0) })
    #expect(refused.lines.count == 1 && refused.lines[0].contains("--assume Billing"), "\(refused.lines)")
  }

  @Test("formats that are not promised are refused by name, with the export to ask for")
  func otherFormats() {
    let others = KnownFigures.all.filter { file in !KnownFigures.promised.contains { $0.name == file.name } }
    let words = [
      "Azure":
        "is an Azure cost export, which Tarsier does not read; export the cost and usage details (FOCUS)",
      "GCP billing export":
        "is a Google Cloud billing export, which Tarsier does not read; export its FOCUS view from BigQuery",
      "OCI cost report": "is an OCI cost report, which Tarsier does not read; take the FOCUS reports",
    ]
    #expect(Set(others.map(\.format)) == Set(words.keys))
    for other in others {
      let text = readBothWays(other.paths.map { Shared.data($0) })
      #expect(text.lines.count == 1 && text.lines[0].contains(words[other.format] ?? "?"), "\(text.lines)")
    }
  }

  private func expect(
    _ rows: Rows, _ slice: KnownFigures.Slice, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(rows.count == slice.rows, "rows of \(slice.name)", sourceLocation: sourceLocation)
    for (column, sum) in slice.sums {
      #expect(self.sum(rows, column) == sum, "\(slice.name) \(column)", sourceLocation: sourceLocation)
    }
  }

  private func sum(_ rows: Rows, _ column: String) -> String {
    rows.reduce(Amount.zero) { sum, row in
      guard case .figure(let figure)? = row.figures[column] else { return sum }
      return sum + Amount(units: figure.units, scale: figure.decimals)
    }.description
  }

  private func counts(_ rows: Rows, _ name: (CellsAsRead.Row) -> String?) -> [String: Int] {
    rows.reduce(into: [:]) { counts, row in
      if let name = name(row) { counts[name, default: 0] += 1 }
    }
  }

  /// The figures' service: of a CUR its product code, and nothing where a file has none.
  private func service(_ row: CellsAsRead.Row, _ known: KnownFigures) -> String {
    row.combination[known.isReport ? .serviceCode : .service] ?? ""
  }

  private func dayText(_ row: CellsAsRead.Row) -> String {
    row.start.map { Civil.dateText(days: floorDivide($0, 86_400)) } ?? ""
  }

  /// The figures name a tag as its file does.
  private func tagKey(_ name: String) -> String {
    let forms = ["Tags.", "resourceTags/user:", "resource_tags.user_", "user:"]
    let form = forms.first { name.hasPrefix($0) }
    return String(name.dropFirst(form?.count ?? 0))
  }

  private func total(
    _ bills: [ReadBill], _ measure: Measure, where isMeant: @escaping (ReadBill.Series) -> Bool
  ) -> String {
    bills.compactMap { $0.sum(measure, where: isMeant) }.reduce(Amount.zero, +).description
  }

  private func summed(_ bills: [ReadBill], _ measure: Measure) -> String {
    bills.reduce(Amount.zero) { sum, bill in
      guard let place = bill.bill.measures.firstIndex(of: measure) else { return sum }
      return bill.bill.summaries.reduce(sum) { $0 + $1.totals[place] }
    }.description
  }

  @Test("savings plans, amortised")
  func generatedReport() throws {
    let folder = "aws-cur1-generated/20240501-20240601/ad0845a3-9780-4ded-aba8-7c1a4f74a6e8"
    let bills = try ReadBill.all([1, 2].map { Shared.data("\(folder)/May-2024-sample-cur-\($0).csv.gz") })
    // Usage as billed, covered usage at the plan's price, the negation at nothing.
    #expect(total(bills, .effective) { _ in true } == "3695.606345323400256672")
    #expect(
      total(bills, .effective) { $0.combination[.chargeType] == "SavingsPlanCoveredUsage" } == "10.9536")
    #expect(total(bills, .effective) { $0.combination[.chargeType] == "SavingsPlanNegation" } == "0")
  }
}
