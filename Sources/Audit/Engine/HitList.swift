/// What a rule flags, each resource once.
struct HitList {
  private(set) var all: [RuleConnection.Hit] = []
  private var places: [ResourceKey: Int] = [:]

  /// Adds a hit; of a resource that was there already, only the message.
  mutating func add(_ hit: RuleConnection.Hit) {
    let key = hit.resource
    if let known = places[key] {
      // What one row judges, another cannot leave open.
      if hit.notChecked != nil { return }
      if all[known].notChecked != nil {
        all[known] = hit
        return
      }
      all[known].message += "; " + hit.message
    } else {
      places[key] = all.count
      all.append(hit)
    }
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
