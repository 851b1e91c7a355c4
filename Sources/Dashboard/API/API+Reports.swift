internal import Listings

extension API {
  static let reports = Resource.listing(
    "/api/v1/reports", "The files of the month's reports.", [], columns: StoredReportListing.columns,
    isOfLedger: false
  ) { _, session in
    StoredReportListing.listing(StoredReports.all(in: session.dashboard.reports)) {
      "/reports/\($0.pathText)"
    }
  }
}

extension String {
  /// As it stands in the path of an address: all but plain letters, digits and `-._~/` as `%XX`.
  fileprivate var pathText: String {
    var text = ""
    for byte in utf8 {
      let scalar = Unicode.Scalar(byte)
      if byte < 0x80,
        "-._~/".unicodeScalars.contains(scalar) || scalar.properties.isAlphabetic || (48...57).contains(byte)
      {
        text.unicodeScalars.append(scalar)
      } else {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}
