internal import Billing

/// A finding with what its rule says about its money.
struct Claim {
  enum Saving {
    /// The resource's cost would go away.
    case all
    case nothing
    /// The rule could not tell.
    case unknown
    case amount(Amount)
  }

  var finding: Finding
  /// What the rule itself says it costs; nil where the bill's cost of the resource holds.
  var cost: Amount?
  var currency: String?
  var saving: Saving

  init(_ rule: Rule, _ hit: RuleConnection.Hit, _ finding: Finding, _ scale: RuleScale) {
    self.finding = finding
    cost = hit.cost.map { Amount(units: Int128($0), scale: scale.money).trimmed }
    currency = hit.currency
    if hit.namesSaving {
      saving = hit.saving.map { .amount(Amount(units: Int128($0), scale: scale.money).trimmed) } ?? .unknown
    } else {
      saving = rule.saves ? .all : .nothing
    }
  }
}
