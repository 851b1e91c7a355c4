public import Audit
internal import Billing
public import Inventory
public import Ledger

/// Everything that is known of one resource, as lines of a section, a field and a value.
public struct ResourcePage {
  private let resource: KnownResource
  private var lines: [(section: String, field: String, value: String?)] = []

  public init(_ resource: KnownResource) {
    self.resource = resource
    add("resource", "type", resource.type)
    add("resource", "id", resource.id)
    add("resource", "name", resource.name)
    add("resource", "arn", resource.arn)
    add("resource", "account_id", resource.account)
    add("resource", "region", resource.region)
    let id = ResourceCatalog.type(named: resource.type)?.idColumn
    for (column, value) in resource.values where value != nil && column != id {
      add("configuration", column, value)
    }
    for (key, value) in (resource.tags ?? [:]).sorted(by: { $0.key < $1.key }) { add("tags", key, value) }
  }

  private mutating func add(_ section: String, _ field: String, _ value: String?) {
    if let value { lines.append((section, field, value)) }
  }

  public mutating func add(owner: Finding.Owner?) {
    add("owner", owner.map { "by \($0.foundBy)" } ?? "", owner?.name)
  }

  public mutating func addChart(_ costs: DailyCosts) {
    for currency in costs.currencies {
      let days = currency.days
      guard let first = days.first, let last = days.last else { continue }
      add("cost", "\(first.day) to \(last.day)", currency.chart)
      let name = "\(costs.metric.rawValue) cost of \(days.count) days"
      add("cost", name, "\(currency.total.formatted()) \(currency.currency)")
      add("cost", "last day", "\(last.cost.formatted()) \(currency.currency)")
    }
  }

  public mutating func addDays(_ costs: DailyCosts) {
    for currency in costs.currencies {
      for (day, cost) in currency.days { add("cost", day, "\(cost) \(currency.currency)") }
    }
  }

  /// What the last audit found, and what the janitor is doing about it.
  public mutating func addFindings(_ ledger: Ledger) throws {
    let key: [SQLValue] = [
      .text(resource.type), .text(resource.account), .text(resource.region), .text(resource.id),
    ]
    var found: [(String, String, String?)] = []
    try ledger.database.query(
      """
      SELECT 'findings', rule, message FROM findings
      WHERE resource_type = ?1 AND account_id = ?2 AND region = ?3 AND resource_id = ?4
      UNION ALL
      SELECT 'marks', rule, state FROM marks
      WHERE resource_type = ?1 AND account_id = ?2 AND region = ?3 AND resource_id = ?4
      ORDER BY 1, 2
      """, key
    ) { row in found.append((row.text(0) ?? "", row.text(1) ?? "", row.text(2))) }
    for (section, field, value) in found { add(section, field, value) }
  }

  public mutating func add(history: [InventoryChange]) {
    for change in history {
      let what = change.field.map { "\($0): \(change.from ?? "nothing") → \(change.to ?? "nothing")" }
      add("history", Civil.timeText(seconds: change.at), what ?? change.kind.rawValue)
    }
  }

  public var listing: Listing {
    var listing = Listing([.init("section"), .init("field"), .init("value")])
    listing.rows = Listing.Rows(lines) { [.text($0.section), .text($0.field), Listing.Cell($0.value)] }
    return listing
  }
}

extension OwnerResolver {
  /// Who owns a resource of the inventory; nil where nobody is known.
  public func owner(of resource: KnownResource) -> Finding.Owner? {
    owner(
      of: Resource(
        type: resource.type, id: resource.id, arn: resource.arn, account: resource.account,
        region: resource.region, tags: resource.tags ?? [:]))
  }
}
