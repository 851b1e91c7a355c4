internal import Listings

extension API {
  static let reports = Resource.listing(
    "/api/v1/reports", "The files of the month's reports.", [], columns: StoredReportListing.columns,
    isOfLedger: false
  ) { _, session in
    StoredReportListing.listing(StoredReports.all(in: session.dashboard.reports)) {
      "\(ReportShelf.path)/\(PageAddress.encoded($0))"
    }
  }
}
