/// What a rule flags, each resource once.
struct HitList {
  private(set) var all: [RuleConnection.Hit] = []
  /// The first hit of each id, which nearly tells a resource: ten thousands of them are looked for.
  private var places: [String: Int] = [:]
  /// The hits whose id another resource has, too.
  private var namesakes: [ResourceKey: Int] = [:]

  /// Adds a hit; of a resource that was there already, only the message.
  mutating func add(_ hit: RuleConnection.Hit) {
    if let known = place(of: hit) {
      // What one row judges, another cannot leave open.
      if hit.notChecked != nil { return }
      if all[known].notChecked != nil {
        all[known] = hit
        return
      }
      all[known].message += "; " + hit.message
    } else {
      if places[hit.resourceID] == nil {
        places[hit.resourceID] = all.count
      } else {
        namesakes[hit.resource] = all.count
      }
      all.append(hit)
    }
  }

  private func place(of hit: RuleConnection.Hit) -> Int? {
    guard let first = places[hit.resourceID] else { return nil }
    return all[first].resource == hit.resource ? first : namesakes[hit.resource]
  }
}

/// What tells one resource from another.
struct ResourceKey: Hashable {
  var type: String
  var account: String
  var region: String
  var id: String

  /// By its id alone, which nearly tells it: ten thousands of them are looked for several times.
  func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension RuleConnection.Hit {
  var resource: ResourceKey {
    ResourceKey(type: resourceType, account: account, region: region, id: resourceID)
  }
}
