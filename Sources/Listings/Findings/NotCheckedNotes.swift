public import Audit

/// Says which rules were not checked where, and why, in as few lines as tell it.
///
/// A company that collects thirty calls of a hundred would else read the same thing for each rule and region.
public enum NotCheckedNotes {
  public static let columns: [Listing.Column] = [
    .init("rule"), .init("account_id", heading: "Account"), .init("region"), .init("call", detail: 1),
    .init("reason"), .init("last_checked", detail: 2),
  ]

  /// As many names as a reader takes in.
  private static let mostNames = 3

  public static func notes(_ all: [NotChecked]) -> [String] {
    let never = all.filter(\.wasNeverLoaded)
    return notesByReason(all.filter { !$0.wasNeverLoaded }) + (never.isEmpty ? [] : [neverLoaded(never)])
  }

  private static func neverLoaded(_ all: [NotChecked]) -> String {
    let (rules, calls) = (names(all.map(\.rule)), names(all.map(\.call)))
    let places = names(all.map { "\($0.account)/\($0.region)" })
    let verb = rules.count == 1 ? "was" : "were"
    return
      "\(list(rules)) \(verb) not checked in all of \(list(places)), because of answers that were never loaded "
      + "(\(list(calls))); --not-checked lists them, inventory collect asks for them"
  }

  private static func notesByReason(_ all: [NotChecked]) -> [String] {
    var order: [[String]] = []
    var rules: [[String]: [String]] = [:]
    for each in all {
      let key = [each.account, each.region, each.reason]
      if rules[key] == nil { order.append(key) }
      rules[key, default: []].append(each.rule)
    }
    return order.map { key in
      let rules = names(rules[key] ?? [])
      let place = key[0].isEmpty ? "" : " in \(key[0])/\(key[1])"
      return "\(list(rules)) \(rules.count == 1 ? "was" : "were") not checked\(place): \(key[2])"
    }
  }

  private static func names(_ names: [String]) -> [String] { Array(Set(names)).sorted() }

  private static func list(_ names: [String]) -> String {
    guard names.count > mostNames else { return names.joined(separator: ", ") }
    return "\(names.prefix(mostNames).joined(separator: ", ")) and \(names.count - mostNames) more"
  }

  /// All of them, one a row.
  public static func listing(_ all: [NotChecked]) -> Listing {
    var listing = Listing(columns)
    listing.rows = Listing.Rows(all) { each in
      [
        .text(each.rule), .init(each.account.isEmpty ? nil : each.account),
        .init(each.region.isEmpty ? nil : each.region), .init(each.call.isEmpty ? nil : each.call),
        .text(each.reason), .init(each.lastChecked),
      ]
    }
    return listing
  }
}
