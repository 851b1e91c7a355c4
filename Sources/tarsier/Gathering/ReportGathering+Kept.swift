internal import Listings
internal import Billing
internal import Janitor
internal import Reports

extension ReportGathering {
  /// What somebody asked to keep, as far as it holds at the as-of.
  func kept(_ asOf: AsOf) throws -> [ReportKept] {
    try KeepStore(audit.ledger).all().filter { $0.holds(at: asOf.lastSecond) }.map { keep in
      ReportKept(
        resourceType: keep.type, resourceID: keep.resource, account: keep.account, region: keep.region,
        by: keep.by, until: keep.until.map { Civil.dateText(days: floorDivide($0, 86_400)) },
        reason: keep.reason)
    }
  }
}
