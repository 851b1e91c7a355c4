internal import Inventory

/// How many of an account's resources a family of rules checked, and how many it flagged.
///
/// A resource counts as checked where at least one rule of the family is about its type and had all answers that it
/// needs of the account and region; one that only reads bills needs none. What only the bills know, as a service or a usage type, is no resource.
public struct ConformityScore: Sendable, Equatable {
  public var family: Rule.Family
  public var account: String
  public var checked: Int
  /// Those of the checked ones with at least one finding; what is excepted has none.
  public var flagged: Int

  public init(family: Rule.Family, account: String, checked: Int, flagged: Int) {
    self.family = family
    self.account = account
    self.checked = checked
    self.flagged = flagged
  }

  /// The part that is not flagged, in tenths of a percent, cut and not rounded, so that 100% means all; nil where
  /// nothing was checked.
  public var share: Int? { checked > 0 ? (checked - flagged) * 1000 / checked : nil }

  /// All scores added up, so that a resource counts once for each family.
  public static func together(_ scores: [ConformityScore]) -> ConformityScore {
    scores.reduce(into: ConformityScore(family: .conformity, account: "", checked: 0, flagged: 0)) {
      $0.checked += $1.checked
      $0.flagged += $1.flagged
    }
  }
}

extension AuditResult {
  /// A score for each family and account in which anything was checked, in the order of their names.
  public var scores: [ConformityScore] {
    struct Place: Hashable {
      var family: Rule.Family, account: String, region: String, type: String
    }
    struct Group: Hashable {
      var family: Rule.Family, account: String
    }
    struct Flagged: Hashable {
      var type: String, region: String, id: String
    }
    let rules = Dictionary(self.rules.map { ($0.id, $0) }) { first, _ in first }
    let places = Set(
      sightings.compactMap { sighting in
        rules[sighting.rule].map {
          Place(
            family: $0.family, account: sighting.account, region: sighting.region, type: $0.resource)
        }
      })
    struct Kind: Hashable {
      var family: Rule.Family, type: String
    }
    let counted = Set(counts.map(\.type))
    // What only reads bills knows no places, and looks at all that there is.
    let everywhere = Set(
      self.rules.filter { self.checked[$0.id] == .everywhere && counted.contains($0.resource) }
        .map { Kind(family: $0.family, type: $0.resource) })
    func isChecked(_ family: Rule.Family, _ account: String, _ region: String, _ type: String) -> Bool {
      // Global services are asked once for an account; what they have may stand in a region.
      everywhere.contains(Kind(family: family, type: type))
        || [region, CallCatalog.globalRegion].contains {
          places.contains(Place(family: family, account: account, region: $0, type: type))
        }
    }
    var checked: [Group: Int] = [:]
    var flagged: [Group: Set<Flagged>] = [:]
    for count in counts {
      for family in Rule.Family.allCases where isChecked(family, count.account, count.region, count.type) {
        checked[Group(family: family, account: count.account), default: 0] += count.count
      }
    }
    for finding in findings
    where isChecked(finding.family, finding.account, finding.region, finding.resourceType) {
      flagged[Group(family: finding.family, account: finding.account), default: []].insert(
        Flagged(type: finding.resourceType, region: finding.region, id: finding.resourceID))
    }
    return checked.filter { $0.value > 0 }.map { group, number in
      ConformityScore(
        family: group.family, account: group.account, checked: number, flagged: flagged[group]?.count ?? 0)
    }.sorted { ($0.family.rawValue, $0.account) < ($1.family.rawValue, $1.account) }
  }
}
