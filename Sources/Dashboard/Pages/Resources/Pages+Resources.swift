internal import Allocation
internal import Audit
internal import Billing
internal import Inventory
internal import Ledger
internal import Listings

extension Pages {
  static let resources = Resource.page(
    "/resources", "Resources",
    [
      Parameter("q", .text, "What the id, ARN, name or a tag's value holds."),
      Parameter("type", .text, "Only this type, such as ebs_volume."),
      Parameter("account", .text, "Only this account."), Parameter("region", .text, "Only this region."),
      Pager.parameter,
    ], template: "resources.html"
  ) { query, session in
    let view = try InventoryView(ledger: session.ledger, asOf: session.asOf.lastSecond)
    guard !view.answers.isEmpty else { return ResourcesPage() }
    return try ResourcesPage(query, session, view)
  }

  /// How many resources there are of each type, and those that a search finds.
  struct ResourcesPage: PageModel {
    var notes: [String] = []
    var filters: FilterForm?
    var types: ListingTable?
    var list: ListingTable?
    var pager: Pager?

    /// The page of a ledger without inventory.
    init() {}

    init(_ query: Query, _ session: Session, _ view: InventoryView) throws {
      let search = ResourceSearch(
        text: query.text("q"), type: query.text("type"), account: query.text("account"),
        region: query.text("region"))
      let address = PageAddress(
        "/resources",
        ["q": search.text, "type": search.type, "account": search.account, "region": search.region])
      let counts = try view.resourceCounts()
      filters = Self.filters(search, counts, session.settings)
      types = Self.types(search, counts, address)
      let offset = query.count("offset") ?? 0
      let found = try view.resources(search, offset..<(offset + Pager.length), of: counts)
      list = try Self.list(found.resources, session)
      pager = Pager(count: found.count, offset: offset, address)
      notes = Self.failures(view)
    }

    private static func filters(
      _ search: ResourceSearch, _ counts: [ResourceSearch.Count], _ settings: Settings
    ) -> FilterForm {
      var form = FilterForm("/resources")
      form.inputs = [.init(name: "q", label: "Id, name, tag or ARN", value: search.text ?? "")]
      func values(_ of: (ResourceSearch.Count) -> String) -> [String] { Set(counts.map(of)).sorted() }
      form.addSelect("type", "Type", values(\.type).map { ($0, $0) }, chosen: search.type)
      form.addSelect(
        "account", "Account", values(\.account).map { ($0, settings.label(ofAccount: $0)) },
        chosen: search.account)
      form.addSelect("region", "Region", values(\.region).map { ($0, $0) }, chosen: search.region)
      if search != ResourceSearch() { form.reset = "/resources" }
      return form
    }

    private static func types(
      _ search: ResourceSearch, _ counts: [ResourceSearch.Count], _ address: PageAddress
    ) -> ListingTable {
      let here = counts.filter { count in
        search.account.map { $0 == count.account } ?? true
          && search.region.map { $0 == count.region } ?? true
      }
      let sums = Dictionary(grouping: here, by: \.type).mapValues { $0.reduce(0) { $0 + $1.resources } }
        .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      var listing = Listing([.init("resource_type", heading: "Type"), .init("resources", .count)])
      listing.rows = Listing.Rows(sums) { [.text($0.key), .count($0.value)] }
      if sums.count > 1 {
        listing.totals = [[.text("All"), .count(sums.reduce(0) { $0 + $1.value })]]
      }
      return ListingTable(listing, caption: "How many there are of each type") { row, column in
        column == 0 ? address.with("type", sums[row].key).text : nil
      }
    }

    private static func list(_ resources: [KnownResource], _ session: Session) throws -> ListingTable {
      let owners = try OwnerResolver(session.settings, month: session.asOf.month)
      let findings = try openFindings(on: resources, session.ledger)
      var listing = Listing([
        .init("resource_id", heading: "Resource"), .init("name"), .init("resource_type", heading: "Type"),
        .init("account_id", heading: "Account"), .init("region"), .init("owner"),
        .init("findings", .count),
      ])
      listing.rows = Listing.Rows(resources) { resource in
        [
          .text(resource.id), .init(resource.name), .text(resource.type),
          .text(session.settings.label(ofAccount: resource.account)), .text(resource.region),
          .init(owners.owner(of: resource)?.name), .count(findings[resource.fullName] ?? 0),
        ]
      }
      return ListingTable(listing, caption: "Resources") { row, column in
        let resource = resources[row]
        switch column {
        case 0:
          return ResourceLink.text(
            type: resource.type, account: resource.account, region: resource.region, id: resource.id)
        case 2: return PageAddress("/resources", ["type": resource.type]).text
        default: return nil
        }
      }
    }

    /// How many findings stand on each of these resources, by their full names.
    private static func openFindings(on resources: [KnownResource], _ ledger: Ledger) throws -> [String: Int]
    {
      var counts: [String: Int] = [:]
      let ids = resources.map { TagMap.quoted($0.id) }.joined(separator: ",")
      try ledger.database.query(
        """
        SELECT account_id || '/' || region || '/' || resource_type || '/' || resource_id, count(*) FROM finding
        WHERE resource_id IN (SELECT value FROM json_each(?)) AND gone_at IS NULL AND exception IS NULL GROUP BY 1
        """, [.text("[\(ids)]")]
      ) { row in counts[row.text(0) ?? ""] = row.integer(1) }
      return counts
    }

    /// That some answers are old, with the way to the page that tells which.
    private static func failures(_ view: InventoryView) -> [String] {
      let failed = view.answers.count { $0.failure != nil }
      guard failed > 0 else { return [] }
      return [
        "\(failed) of \(view.answers.count) answers did not come whole the last time; the page Data tells where"
      ]
    }
  }
}

extension Settings {
  /// An account's name with its number, or the number alone.
  func label(ofAccount number: String) -> String {
    accounts[number]?.name.map { "\($0) (\(number))" } ?? number
  }
}
