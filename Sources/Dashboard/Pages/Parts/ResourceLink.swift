internal import Inventory

/// Where the page of one resource is.
enum ResourceLink {
  /// - Returns: nil for what only bills know, such as a service.
  static func text(type: String, account: String, region: String, id: String) -> String? {
    guard ResourceCatalog.type(named: type) != nil else { return nil }
    return PageAddress("/resources/show", ["id": "\(account)/\(region)/\(type)/\(id)"]).text
  }
}

/// `ACCOUNT/REGION/TYPE/ID` taken apart; an id may hold more strokes.
struct FullResourceName {
  let account: String
  let region: String
  let type: String
  let id: String

  /// Nil where the text is no full name.
  init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4, ResourceCatalog.type(named: parts[2]) != nil else { return nil }
    (account, region, type, id) = (parts[0], parts[1], parts[2], parts[3])
  }
}
