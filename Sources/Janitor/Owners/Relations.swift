internal import Audit
internal import Billing
internal import Inventory
internal import Ledger

/// What holds other resources: groups and stacks with their tags, and what Terraform says that it manages.
public struct Relations: Sendable {
  struct Name: Hashable {
    var account: String
    var region: String
    var name: String
  }

  var groups: [Name: [String: String]] = [:]
  var stacks: [Name: [String: String]] = [:]
  /// The stack of each resource that stacks list, by its physical id.
  var stackOfResource: [Name: String] = [:]
  /// The address of each resource in a Terraform state, by id and by ARN.
  var terraform: [String: [(account: String?, address: String)]] = [:]

  public init() {}

  /// The group and the stack that a resource is of, as resources with owners.
  func holders(of resource: OwnerResolver.Resource) -> [(relation: String, resource: OwnerResolver.Resource)]
  {
    var holders: [(relation: String, resource: OwnerResolver.Resource)] = []
    func add(_ relation: String, _ type: String, _ name: String?, _ known: [Name: [String: String]]) {
      guard let name,
        let tags = known[Name(account: resource.account, region: resource.region, name: name)]
      else { return }
      holders.append(
        (
          "\(relation) \(name)",
          OwnerResolver.Resource(
            type: type, id: name, arn: nil, account: resource.account, region: resource.region, tags: tags)
        ))
    }
    add("group", "auto_scaling_group", resource.tags["aws:autoscaling:groupName"], groups)
    add("stack", "cloudformation_stack", stack(of: resource), stacks)
    return holders
  }

  /// The CloudFormation stack that made a resource.
  func stack(of resource: OwnerResolver.Resource) -> String? {
    if let name = resource.tags["aws:cloudformation:stack-name"] { return name }
    return [resource.id, resource.arn].lazy.compactMap(\.self).compactMap {
      stackOfResource[Name(account: resource.account, region: resource.region, name: $0)]
    }.first
  }

  /// Where in a Terraform state a resource is.
  func terraformAddress(of resource: OwnerResolver.Resource) -> String? {
    let found = (terraform[resource.id] ?? []) + (resource.arn.flatMap { terraform[$0] } ?? [])
    return found.first { $0.account == nil || $0.account == resource.account }?.address
  }
}

extension Relations {
  private static let tables: Set = [
    "auto_scaling_groups", "cloudformation_stacks", "cloudformation_stack_resources", "terraform_resources",
  ]

  /// Reads them as they were known at a time, in seconds since 1970.
  init(ledger: Ledger, asOf: Int) throws {
    let view = try InventoryView(ledger: ledger, asOf: asOf)
    try view.makeTables(Self.tables)
    let database = ledger.database
    try database.query("SELECT account_id, region, auto_scaling_group, tags FROM temp.auto_scaling_groups") {
      groups[Self.name($0)] = $0.text(3).map(TagMap.read) ?? [:]
    }
    try database.query("SELECT account_id, region, stack, tags FROM temp.cloudformation_stacks") {
      stacks[Self.name($0)] = $0.text(3).map(TagMap.read) ?? [:]
    }
    try database.query(
      """
      SELECT account_id, region, physical_id, stack FROM temp.cloudformation_stack_resources
      WHERE physical_id IS NOT NULL
      """
    ) { stackOfResource[Self.name($0)] = $0.text(3) }
    try database.query("SELECT account_id, address, resource_id, arn FROM temp.terraform_resources") { row in
      for name in [row.text(2), row.text(3)].compactMap(\.self) {
        terraform[name, default: []].append((row.text(0), row.text(1) ?? ""))
      }
    }
    try view.dropTables()
  }

  private static func name(_ row: borrowing Statement) -> Name {
    Name(account: row.text(0) ?? "", region: row.text(1) ?? "", name: row.text(2) ?? "")
  }
}
