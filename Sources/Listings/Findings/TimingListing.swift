public import Audit

/// How long each rule took, for whoever writes one.
public enum TimingListing {
  public static func listing(_ result: AuditResult) -> Listing {
    let findings = Dictionary(grouping: result.findings, by: \.rule).mapValues(\.count)
    var listing = Listing([.init("rule"), .init("milliseconds", .count), .init("findings", .count)])
    let slowest = result.times.sorted { a, b in (b.value, a.key) < (a.value, b.key) }
    listing.rows = Listing.Rows(slowest) { rule, time in
      [.text(rule), .count(Int(time / .milliseconds(1))), .count(findings[rule] ?? 0)]
    }
    return listing
  }
}
