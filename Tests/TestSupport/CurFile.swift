/// A small Cost and Usage Report (CUR 1.0), made charge by charge.
///
///     var bill = CurFile()
///     bill.charge(["lineItem/UnblendedCost": "0.10", "lineItem/ResourceId": "i-1"])
///     try folder.write("bill.csv", bill.text)
public struct CurFile {
  /// What every row has that does not say otherwise: an hour of usage on 1 May 2024, in USD.
  public var defaults: [String: String] = [
    "bill/PayerAccountId": "111111111111",
    "bill/BillingPeriodStartDate": "2024-05-01T00:00:00Z",
    "bill/BillingPeriodEndDate": "2024-06-01T00:00:00Z",
    "lineItem/LineItemType": "Usage",
    "lineItem/UsageStartDate": "2024-05-01T00:00:00Z",
    "lineItem/UsageEndDate": "2024-05-01T01:00:00Z",
    "lineItem/CurrencyCode": "USD",
    "lineItem/UnblendedCost": "0",
  ]
  public private(set) var columns: [String] = [
    "bill/PayerAccountId", "bill/BillingPeriodStartDate", "bill/BillingPeriodEndDate",
    "lineItem/LineItemType",
    "lineItem/UsageStartDate", "lineItem/UsageEndDate", "lineItem/CurrencyCode", "lineItem/UnblendedCost",
  ]
  private var charges: [[String: String]] = []

  /// - Parameter columns: those that the file has beside the mandatory ones.
  public init(_ columns: String...) { self.columns += columns }

  /// A report of these columns alone.
  public init(exactly columns: [String]) { self.columns = columns }

  /// Adds a row; a column that is new to the file is put behind the others.
  public mutating func charge(_ cells: [String: String]) {
    for column in cells.keys.sorted() where !columns.contains(column) { columns.append(column) }
    charges.append(cells)
  }

  public var text: String {
    let rows = charges.map { cells in
      columns.map { Self.quoted(cells[$0] ?? defaults[$0] ?? "") }.joined(separator: ",")
    }
    return ([columns.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { [34, 44, 10, 13].contains($0) }) else { return cell }
    return "\"\(cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }
}
