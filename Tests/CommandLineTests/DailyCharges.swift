import TestSupport

extension CurFile {
  /// Adds a charge for the last hour of each of some days of a month, which must not be December.
  mutating func charge(
    _ cost: String, for resource: String, on days: ClosedRange<Int>, month: Int, year: Int
  ) {
    func date(_ month: Int, _ day: Int) -> String {
      "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
    for day in days {
      charge([
        "bill/BillingPeriodStartDate": "\(date(month, 1))T00:00:00Z",
        "bill/BillingPeriodEndDate": "\(date(month + 1, 1))T00:00:00Z",
        "lineItem/UsageStartDate": "\(date(month, day))T23:00:00Z",
        "lineItem/UsageEndDate": "\(date(month, day))T23:59:59Z", "lineItem/UnblendedCost": cost,
        "lineItem/ProductCode": "Storage", "lineItem/UsageAccountId": "111111111111",
        "lineItem/ResourceId": resource,
      ])
    }
  }
}
