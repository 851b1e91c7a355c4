/// What a rule flags, each resource once.
struct HitList {
  private(set) var all: [RuleConnection.Hit] = []
  private var places: [[String]: Int] = [:]

  /// Adds a hit; of a resource that was there already, only the message.
  mutating func add(_ hit: RuleConnection.Hit) {
    let key = [hit.resourceType, hit.account, hit.region, hit.resourceID]
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
