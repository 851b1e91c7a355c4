internal import Allocation
internal import Reports

extension ReportGathering {
  /// The report's time zone.
  ///
  /// - Throws: where the system's time zone database has no such zone.
  func timeZone() throws -> String {
    _ = try TimeZoneOffsets(audit.settings.timeZone)
    return audit.settings.timeZone
  }
}
