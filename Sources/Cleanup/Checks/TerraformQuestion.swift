internal import Janitor
internal import Ledger

/// Whether a Terraform state that was loaded has a resource.
enum TerraformQuestion {
  static func objection(to resource: MarkedResource, _ ledger: Ledger) throws -> String? {
    let address = try ledger.database.value(
      """
      SELECT address FROM terraform_resource
      WHERE (arn = ?1 OR resource_id IN (?1, ?2)) AND coalesce(account_id, ?3) = ?3 AND coalesce(region, ?4) = ?4
      """, [.text(resource.arn), .text(resource.id), .text(resource.account), .text(resource.region)])
    guard case .text(let address) = address else { return nil }
    return "Terraform manages it (\(address))"
  }
}
