internal import Billing
public import Ledger

/// What a Terraform state says that it manages; of its values only ids and ARNs are read.
public struct TerraformState: Sendable {
  /// One instance of a managed resource.
  struct Resource: Sendable, Equatable {
    /// `module.web.aws_instance.api[0]`.
    var address: String
    var type: String
    var id: String
    var arn: String?
  }

  let lineage: String
  let file: String
  let resources: [Resource]

  /// How many resources it manages.
  public var count: Int { resources.count }

  /// - Throws: a problem that names the file where it is no state that can be read.
  public init(path: String) throws {
    let root = try AnswerFile.parse(path).root
    guard let version = root.member("version")?.scalar, root.member("resources")?.kind == .array else {
      throw Problem.noTerraformState(path)
    }
    guard version == "4" else { throw Problem.terraformVersion(path, version) }
    file = path.split(separator: "/").last.map(String.init) ?? path
    lineage = root.member("lineage")?.scalar ?? path
    resources = (root.member("resources")?.elements ?? []).flatMap(Self.resources)
  }

  private static func resources(_ entry: JSONValue) -> [Resource] {
    // Data sources are looked up, not managed.
    guard entry.member("mode")?.scalar == "managed", let type = entry.member("type")?.scalar,
      let name = entry.member("name")?.scalar
    else { return [] }
    let module = entry.member("module")?.scalar.map { $0 + "." } ?? ""
    return (entry.member("instances")?.elements ?? []).compactMap { instance in
      guard let attributes = instance.member("attributes"), let id = attributes.member("id")?.scalar else {
        return nil
      }
      let key = instance.member("index_key")
      let index =
        key.flatMap { key in key.scalar.map { key.kind == .string ? "[\"\($0)\"]" : "[\($0)]" } } ?? ""
      return Resource(
        address: "\(module)\(type).\(name)\(index)", type: type, id: id,
        arn: attributes.member("arn")?.scalar)
    }
  }

  /// Puts what it manages in the place of what an earlier version of the same state managed.
  public func store(in ledger: Ledger) throws {
    try ledger.database.transaction {
      try ledger.database.run("DELETE FROM terraform_resource WHERE lineage = ?", [.text(lineage)])
      let insertion = try ledger.database.prepare(
        """
        INSERT INTO terraform_resource(lineage, address, state_file, type, resource_id, arn, account_id, region)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """)
      for resource in resources {
        let parts = resource.arn?.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false) ?? []
        let place = parts.count == 6 ? (String(parts[4]), String(parts[3])) : nil
        try insertion.run([
          .text(lineage), .text(resource.address), .text(file), .text(resource.type), .text(resource.id),
          SQLValue(resource.arn), SQLValue(place.flatMap { $0.0.isEmpty ? nil : $0.0 }),
          SQLValue(place.flatMap { $0.1.isEmpty ? nil : $0.1 }),
        ])
      }
    }
  }
}

extension Problem {
  static func noTerraformState(_ path: String) -> Problem {
    Problem(
      path, "is no Terraform state: it has no version and resources",
      remedy: "save one with 'terraform state pull > terraform.tfstate'")
  }

  static func terraformVersion(_ path: String, _ version: String) -> Problem {
    Problem(
      path, "is a Terraform state of version \(version), and only version 4 is read",
      remedy: "save it anew with Terraform 0.12 or newer ('terraform state pull')")
  }
}
