import Foundation
import TestSupport
import Testing

/// One file of `shared/data/figures.json`: what Python's `decimal` made of its cells.
struct KnownFigures: CustomTestStringConvertible, Sendable {
  /// Rows that have something in common: how many, and the sum of each cost column.
  struct Slice: Sendable {
    var name: String
    var rows: Int
    var sums: [String: String]
  }

  var name: String
  var format: String
  var paths: [String]
  var rows: Int
  var sums: [String: String]
  /// Cells of each column that say nothing, be they empty or a word for it.
  var absent: [String: Int]
  var accounts: [String: Int]
  var currencies: [String: Int]
  /// Rows by provider; empty where the file names none.
  var providers: [String: Int]
  /// The rows of each billing period as the file writes its start.
  var periods: [String: Int]
  /// The column that sorts the charges, and a slice for each of its values.
  var categories: (column: String, slices: [Slice])
  var tags: [(key: String, value: String, slice: Slice)]
  var days: [(service: String, day: String, slice: Slice)]
  /// How many services and days there are.
  var services: Int
  var dayCount: Int
  /// Costs that no reader can make sense of, such as `$10,000.00`.
  var hasUnreadableCosts: Bool

  var testDescription: String { name }

  /// The values for what the file lacks.
  var assumed: [String: String] {
    var assumed: [String: String] = [:]
    if accounts[""] != nil { assumed["BillingAccountId"] = "assumed" }
    if currencies.isEmpty { assumed["BillingCurrency"] = "USD" }
    return assumed
  }

  var isReport: Bool { format.hasPrefix("AWS CUR") }

  /// All files, or none where the data is not at hand.
  static let all: [KnownFigures] = {
    guard let data = FileManager.default.contents(atPath: Shared.data("figures.json")),
      let json = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let files = json["files"] as? [[String: Any]]
    else { return [] }
    return files.map(KnownFigures.init)
  }()

  /// The files of the formats that Tarsier promises to read.
  static let promised = all.filter { $0.format == "FOCUS" || $0.isReport || $0.format == "AWS DBR" }

  private init(_ file: [String: Any]) {
    name = file["file"] as? String ?? ""
    format = file["format"] as? String ?? ""
    paths = file["paths"] as? [String] ?? []
    rows = file["rows"] as? Int ?? -1
    sums = file["sums"] as? [String: String] ?? [:]
    accounts = file["billing_accounts"] as? [String: Int] ?? [:]
    currencies = file["currencies"] as? [String: Int] ?? [:]
    providers = file["providers"] as? [String: Int] ?? [:]
    periods = file["billing_periods"] as? [String: Int] ?? [:]
    let unreadable = file["unreadable_cost_cells"] as? [String: [String: Any]] ?? [:]
    let words = unreadable.filter {
      ($0.value["examples"] as? [String])?.allSatisfy { $0 == "None" } ?? false
    }
    hasUnreadableCosts = words.count < unreadable.count
    absent = file["empty_cost_cells"] as? [String: Int] ?? [:]
    absent.merge(file["null_word_cost_cells"] as? [String: Int] ?? [:], uniquingKeysWith: +)
    absent.merge(words.compactMapValues { $0["count"] as? Int }, uniquingKeysWith: +)
    let by = file.first { $0.key.hasPrefix("by_") }
    let slices = by?.value as? [String: [String: Any]] ?? [:]
    categories = (String(by?.key.dropFirst(3) ?? ""), slices.map { Self.slice($0, $1) })
    let others = file["slices"] as? [[String: Any]] ?? []
    tags = others.compactMap { slice in
      guard let key = slice["tag"] as? String, let value = slice["value"] as? String else { return nil }
      return (key, value, Self.slice("\(key)=\(value)", slice))
    }
    days = others.compactMap { slice in
      guard let service = slice["service"] as? String, let day = slice["day_UTC"] as? String else {
        return nil
      }
      return (service, day, Self.slice("\(service) on \(day)", slice))
    }
    let distinct = file["distinct"] as? [String: Int] ?? [:]
    services = distinct["services"] ?? -1
    dayCount = distinct["days"] ?? -1
  }

  private static func slice(_ name: String, _ json: [String: Any]) -> Slice {
    let names = ["tag", "value", "service", "day_UTC"]
    return Slice(
      name: name, rows: json["rows"] as? Int ?? -1,
      sums: json.filter { !names.contains($0.key) }.compactMapValues { $0 as? String })
  }
}
