internal import Allocation
internal import Audit
internal import Billing
internal import Listings

/// Findings as tables of a page, with links to what they are about.
enum FindingTables {
  /// One part of a list of findings.
  static func list(
    _ findings: ArraySlice<Finding>, caption: String, _ order: TableOrder<FindingColumn>,
    _ address: PageAddress,
    _ settings: Settings, withExceptions: Bool = false
  ) -> ListingTable {
    let findings = Array(findings)
    var listing = Listing([
      .init("severity"), .init("rule"), .init("resource_id", heading: "Resource"),
      .init("message"), .init("monthly_cost", .money(decimals: 2)), .init("saving", .money(decimals: 2)),
      .init("currency"), .init("owner"), .init("account_id", heading: "Account"), .init("region"),
      .init("since"),
    ])
    if withExceptions { listing.columns.append(.init("exception", heading: "Excepted by")) }
    listing.rows = Listing.Rows(findings) { finding in
      let cells: [Listing.Cell] = [
        .text(finding.severity.rawValue), .text(finding.rule), .text(finding.resourceID),
        .text(finding.message), .init(finding.monthlyCost), .init(finding.saving), .init(finding.currency),
        .init(finding.owner?.name), .text(settings.label(ofAccount: finding.account)),
        .text(finding.region), .init(finding.since.map { String($0.prefix(10)) }),
      ]
      return withExceptions ? cells + [.init(finding.exception)] : cells
    }
    let caption = order.isUsual ? "\(caption), dearest first" : caption
    return ListingTable(listing, caption: caption) { row, column in
      let finding = findings[row]
      switch column {
      case 1: return PageAddress("/findings/rule", ["id": finding.rule]).text
      case 2:
        return ResourceLink.text(
          type: finding.resourceType, account: finding.account, region: finding.region,
          id: finding.resourceID)
      case 7: return finding.owner.map { PageAddress("/findings", ["owner": $0.name]).text }
      default: return nil
      }
    } sort: { column in
      FindingColumn(rawValue: column.key).map { order.heading($0) { address.with($0).text } }
    }
  }

  /// What findings add up to, each group with the way to its own.
  static func sums(
    _ findings: [Finding], by key: FindingSums.Key, _ order: TableOrder<FindingSumColumn>,
    _ address: PageAddress, _ settings: Settings
  ) -> ListingTable {
    var listing = FindingSums(findings, by: key) { _ in nil }.listing
    listing.rows = order.sorted(listing, by: key)
    var shown = listing
    if key == .account, let names = listing.rows.columns.first {
      let labels = (0..<names.count).map { row -> Listing.Cell in
        if case .text(let number) = names[row] { .text(settings.label(ofAccount: number)) } else { .absent }
      }
      shown.rows = Listing.Rows(columns: [.each(labels)] + listing.rows.columns.dropFirst())
    }
    return ListingTable(shown, caption: "By \(key.rawValue)") { row, column in
      guard column == 0 else { return nil }
      guard case .text(let name) = listing.rows.columns[0][row] else {
        return key == .owner ? address.with("owner", FindingFilter.nobody).text : nil
      }
      return address.with(key.rawValue, name).text
    } sort: { column in
      FindingSumColumn(column, of: key).map { order.heading($0) { address.with($0).text } }
    }
  }
}
