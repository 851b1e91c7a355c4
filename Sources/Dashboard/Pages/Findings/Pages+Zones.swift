internal import Allocation
internal import Charts
internal import Inventory
internal import Listings

extension Pages {
  static let zones = Resource.page(
    "/findings/zones", "Instances by zone", [Pager.parameter], template: "zones.html"
  ) { query, session in
    let view = try InventoryView(ledger: session.ledger, asOf: session.asOf.lastSecond)
    guard !view.answers.isEmpty else { return ZonesPage(hasInventory: false) }
    return ZonesPage(try view.zoneBalances(), offset: query.count("offset") ?? 0, session.settings)
  }

  /// How the instances of every group and behind every balancer are spread over zones.
  struct ZonesPage: PageModel {
    var notes: [String] = []
    var hasInventory: Bool
    /// As markup.
    var picture: String?
    var table: ListingTable?
    var pager: Pager?

    init(hasInventory: Bool) { self.hasInventory = hasInventory }

    init(_ balances: [ZoneBalance], offset: Int, _ settings: Settings) {
      hasInventory = true
      let shown = balances[Pager.range(offset, of: balances.count)]
      guard !shown.isEmpty else { return }
      picture = ZoneGrid(
        lines: shown.map { balance in
          let type = balance.type.replacing("_", with: " ")
          let account = settings.accounts[balance.account]?.name ?? balance.account
          return ZoneGrid.Line(
            title: balance.id, subtitle: "\(type), \(account), \(balance.region)",
            zones: balance.zones.map { (Self.short($0.name, in: balance.region), $0.instances) })
        }
      ).html(id: "zones", title: "Instances by zone, in groups and behind balancers")
      table = Self.table(Array(shown), settings)
      pager = Pager(count: balances.count, offset: offset, PageAddress("/findings/zones"))
    }

    private static func table(_ balances: [ZoneBalance], _ settings: Settings) -> ListingTable {
      var listing = Listing([
        .init("resource_id", heading: "Group or balancer"), .init("resource_type", heading: "Type"),
        .init("account_id", heading: "Account"), .init("region"), .init("zones"), .init("instances", .count),
      ])
      listing.rows = Listing.Rows(balances) { balance in
        [
          .text(balance.id), .text(balance.type), .text(settings.label(ofAccount: balance.account)),
          .text(balance.region),
          .text(balance.zones.map { "\($0.name) \($0.instances)" }.joined(separator: ", ")),
          .count(balance.instances),
        ]
      }
      return ListingTable(listing, caption: "Instances by zone") { row, column in
        let balance = balances[row]
        return column == 0
          ? ResourceLink.text(
            type: balance.type, account: balance.account, region: balance.region, id: balance.id) : nil
      }
    }

    /// `us-east-1a` in us-east-1 as `1a`.
    private static func short(_ zone: String, in region: String) -> String {
      guard zone.hasPrefix(region), zone.count > region.count, let last = region.last else { return zone }
      return "\(last)\(zone.dropFirst(region.count))"
    }
  }
}
