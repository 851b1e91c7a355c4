internal import Inventory

/// A call of the aws command about one resource, and the permission that it takes.
struct CloudCall: Sendable {
  /// `ec2.delete-volume`.
  let name: String
  /// The IAM action that allows it: `ec2:DeleteVolume`.
  let permission: String
  /// Permissions that it takes beside its own, such as for the tags that it writes.
  let others: [String]
  /// The arguments behind the service and the operation.
  let arguments: @Sendable (Target) -> [String]

  init(
    _ name: String, permission: String? = nil, others: [String] = [],
    _ arguments: @escaping @Sendable (Target) -> [String]
  ) {
    self.name = name
    self.permission = permission ?? APICall.action(of: name)
    self.others = others
    self.arguments = arguments
  }

  var service: String { String(name.prefix { $0 != "." }) }
  var operation: String { String(name.drop { $0 != "." }.dropFirst()) }
  var permissions: [String] { [permission] + others }
}
