import Foundation
import TestSupport
import Testing

/// A folder with a ledger of its own, for what becomes of bills that are delivered again.
struct BillFolder {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Writes a report of some charges of May 2024: an hour's each, one after another.
  ///
  /// - Parameter services: for each service the cost of each of its hours.
  func write(
    _ name: String, _ services: [(name: String, costs: [String])], account: String = "111111111111",
    more: [String: String] = [:]
  ) throws {
    var bill = CurFile("lineItem/ProductCode")
    bill.defaults["bill/PayerAccountId"] = account
    for service in services {
      for (hour, cost) in service.costs.enumerated() {
        let start = "2024-05-\(Self.padded(hour / 24 + 1))T\(Self.padded(hour % 24))"
        bill.charge(
          [
            "lineItem/ProductCode": service.name, "lineItem/UnblendedCost": cost,
            "lineItem/UsageStartDate": "\(start):00:00Z", "lineItem/UsageEndDate": "\(start):59:59Z",
          ].merging(more) { $1 })
      }
    }
    try folder.write(name, bill.text)
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  @discardableResult
  func run(_ arguments: String...) throws -> ProgramResult {
    try Binary.run(arguments + ["--ledger", "l.sqlite"], in: folder.path)
  }

  /// What a command that must succeed prints as CSV.
  func csv(_ arguments: String...) throws -> String {
    let result = try Binary.run(arguments + ["--format", "csv", "--ledger", "l.sqlite"], in: folder.path)
    #expect(result.status == 0, "\(result.err)")
    return result.out
  }

  /// What the import of a file says of each bill: `replaced`.
  func statuses(_ arguments: String...) throws -> [String] {
    let result = try Binary.run(
      ["import"] + arguments + ["--format", "json", "--ledger", "l.sqlite"], in: folder.path)
    return try jsonRows(result).compactMap { $0["status"] as? String }
  }
}
