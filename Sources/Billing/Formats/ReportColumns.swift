/// The columns of a Cost and Usage Report, found by the names of version 1.0.
struct ReportColumns {
  private let header: Header
  let isSecondVersion: Bool

  init(_ header: Header) {
    self.header = header
    isSecondVersion = header.has("line_item_unblended_cost")
  }

  subscript(name: String) -> Int? { header[isSecondVersion ? Self.snakeCase(name) : name] }

  /// The cells of those of the columns that are there; a product's attribute may stand in the JSON column.
  func sources(_ names: [String]) -> [CellSource] {
    guard isSecondVersion else { return header.sources(names) }
    return names.flatMap { name in
      var sources = header.sources([Self.snakeCase(name)])
      if let attribute = name.dropping(prefix: "product/"), let product = header["product"] {
        sources.append(.entry(product, key: Self.snakeCase(attribute)))
      }
      return sources
    }
  }

  func mandatory(_ name: String) throws -> CellSource {
    try header.mandatory(isSecondVersion ? Self.snakeCase(name) : name)
  }

  /// `lineItem/UnblendedCost` as `line_item_unblended_cost`, `reservation/ReservationARN` as
  /// `reservation_reservation_a_r_n`.
  static func snakeCase(_ name: String) -> String {
    var result = ""
    for character in name {
      if character.isUppercase, !result.isEmpty, result.last != "_" { result += "_" }
      result += character == "/" ? "_" : character.lowercased()
    }
    return result
  }
}

/// How the report's tags are called.
enum ReportTags {
  /// `resourceTags/user:team` is `team`; AWS's own keep their prefix.
  static func key(ofColumn name: String) -> String {
    name.dropping(prefix: "resourceTags/user:") ?? name.dropping(prefix: "resourceTags/") ?? name
  }

  /// A key in a JSON cell of version 2.0: `user_cost_center` is `cost_center`, `resourceTags/user:CostCenter`
  /// is `CostCenter`, and AWS's own keys get their spelling back.
  @Sendable static func key(ofEntry name: String) -> String? {
    if let key = name.dropping(prefix: "user_") { return key }
    if let key = name.dropping(prefix: "resourceTags/") { return key.dropping(prefix: "user:") ?? key }
    return own[name] ?? name
  }

  /// The keys that AWS sets, as `resource_tags` spells them and as they are.
  private static let own = Dictionary(
    uniqueKeysWithValues: [
      "aws:createdBy", "aws:autoscaling:groupName", "aws:cloudformation:stack-name",
      "aws:cloudformation:stack-id",
      "aws:cloudformation:logical-id", "aws:ec2launchtemplate:id", "aws:ec2launchtemplate:version",
      "aws:ec2:fleet-id", "aws:ecs:clusterName", "aws:ecs:serviceName", "aws:eks:cluster-name",
      "aws:elasticmapreduce:job-flow-id", "aws:elasticmapreduce:instance-group-role",
      "aws:backup:source-resource",
      "aws:servicecatalog:provisioningPrincipal", "aws:ssmmessages:session-id",
    ].map { key in
      var spelled = ""
      for character in key {
        if character == ":" || character == "-" {
          spelled += "_"
        } else if character.isUppercase {
          spelled += "_" + character.lowercased()
        } else {
          spelled.append(character)
        }
      }
      return (spelled, key)
    })
}
