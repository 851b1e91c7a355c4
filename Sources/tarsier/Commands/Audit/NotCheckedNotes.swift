internal import Audit

/// Says which rules were not checked where, and why: once for each reason, however many rules it stops.
enum NotCheckedNotes {
  /// As many names as a reader takes in.
  private static let mostNames = 3

  static func notes(_ all: [NotChecked]) -> [String] {
    var order: [[String]] = []
    var rules: [[String]: [String]] = [:]
    for each in all {
      let key = [each.account, each.region, each.reason]
      if rules[key] == nil { order.append(key) }
      rules[key, default: []].append(each.rule)
    }
    // What is missing everywhere alike is one thing to know, not one for each region.
    var places: [[String]: [String]] = [:]
    var reasons: [[String]] = []
    for key in order {
      let names = Array(Set(rules[key] ?? [])).sorted()
      let reason = names + [key[2]]
      if places[reason] == nil { reasons.append(reason) }
      places[reason, default: []].append(key[0].isEmpty ? "" : "\(key[0])/\(key[1])")
    }
    return reasons.map { reason in
      let places = places[reason] ?? []
      let names = reason.dropLast()
      let verb = names.count == 1 ? "was" : "were"
      let place = places == [""] ? "" : " in \(list(places))"
      return "\(list(Array(names))) \(verb) not checked\(place): \(reason.last ?? "")"
    }
  }

  private static func list(_ names: [String]) -> String {
    guard names.count > mostNames else { return names.joined(separator: ", ") }
    return "\(names.prefix(mostNames).joined(separator: ", ")) and \(names.count - mostNames) more"
  }
}
