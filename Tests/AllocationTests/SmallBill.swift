import Allocation
import Billing
import Foundation
import Ledger
import TestSupport

/// Bills written as text, imported into a ledger of one test's own.
struct SmallLedger {
  let folder: TemporaryFolder
  let ledger: Ledger

  /// - Parameter bills: the texts of files; each is an import of its own.
  init(_ bills: String..., allowsRejects: Bool = false) throws {
    folder = try TemporaryFolder()
    let path = folder.path("ledger.sqlite")
    var reader = BillReader()
    reader.allowsRejects = allowsRejects
    for (number, text) in bills.enumerated() {
      let file = try folder.write("\(number).csv", text)
      let found = try BillFinder(paths: [file])
      _ = try BillImport(ledger: path, reader: reader, importedAt: "2026-11-02T00:00:00Z").load(
        found.deliveries)
    }
    ledger = try Ledger.reading(path)
  }

  func answer(_ settings: String = "", _ change: (inout CostQuestion) throws -> Void = { _ in }) throws
    -> CostAnswer
  {
    var question = CostQuestion()
    try change(&question)
    let settings =
      try settings.isEmpty ? Settings() : SettingsFile.read(folder.write("tarsier.yaml", settings))
    return try CostEngine(ledger: ledger, settings: settings).answer(question)
  }

  /// The rows as text: `Compute 2026-10-01 12.5 USD`, absent values as a hyphen.
  func rows(_ settings: String = "", _ change: (inout CostQuestion) throws -> Void = { _ in }) throws
    -> [String]
  {
    try answer(settings, change).rows.map(\.text)
  }

  func total(_ change: (inout CostQuestion) throws -> Void = { _ in }) throws -> Amount {
    try answer("", change).rows.map(\.amount).reduce(.zero, +)
  }

  func costs(asOf: String, settings: Settings = Settings()) throws -> ResourceCosts {
    try CostEngine(ledger: ledger, settings: settings).resourceCosts(asOf: hours(asOf))
  }
}

extension CostRow {
  var text: String {
    (values.map { $0 ?? "-" } + [periodStart, amount.description, unit].compactMap(\.self)).joined(
      separator: " ")
  }
}

/// Hours since 1970 of a time in ISO 8601.
func hours(_ text: String) -> Int {
  (Timestamp.seconds(text) ?? 0) / 3600
}

/// A FOCUS bill as text.
struct FocusText {
  static let columns = [
    "BillingAccountId", "BillingPeriodStart", "BillingPeriodEnd", "ChargePeriodStart", "ChargePeriodEnd",
    "BillingCurrency", "BilledCost", "EffectiveCost", "ServiceName", "SubAccountId", "SubAccountName",
    "RegionId",
    "ResourceId", "ChargeCategory", "ConsumedQuantity", "ConsumedUnit", "Tags",
  ]
  private static let usual = [
    "BillingAccountId": "acme", "BillingPeriodStart": "2026-10-01", "BillingPeriodEnd": "2026-11-01",
    "ChargePeriodStart": "2026-10-01T00:00Z", "BillingCurrency": "USD", "BilledCost": "1",
    "ServiceName": "Compute",
    "SubAccountId": "111111111111", "ChargeCategory": "Usage",
  ]

  private var rows: [[String: String]] = []
  var columns = Self.columns

  /// Adds a charge of an hour, or of another span; effective cost is billed cost unless it is given.
  mutating func add(_ cells: [String: String]) {
    var row = Self.usual.merging(cells) { $1 }
    if let start = row["ChargePeriodStart"], row["ChargePeriodEnd"] == nil,
      let seconds = Timestamp.seconds(start)
    {
      row["ChargePeriodEnd"] = Civil.timeText(seconds: seconds + 3600)
    }
    row["EffectiveCost"] = cells["EffectiveCost"] ?? row["BilledCost"]
    rows.append(row)
  }

  /// A charge with its cost, and whatever else is not usual.
  init(_ charges: (cost: String, cells: [String: String])...) {
    for charge in charges { add(charge.cells.merging(["BilledCost": charge.cost]) { $1 }) }
  }

  func without(_ dropped: String...) -> String {
    var copy = self
    copy.columns.removeAll { dropped.contains($0) }
    return copy.text
  }

  var text: String {
    let lines = rows.map { row in columns.map { Self.quoted(row[$0] ?? "") } }
    return ([columns] + lines).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  private static func quoted(_ value: String) -> String {
    value.contains { ",\"\n".contains($0) } ? "\"\(value.replacing("\"", with: "\"\""))\"" : value
  }
}
