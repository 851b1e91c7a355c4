public import Billing

/// What differs between two sets of costs by service: two deliveries of a bill, or two months.
public struct Restatement: Sendable {
  /// The costs of one service in one currency, on both sides.
  public struct Change: Sendable {
    public var service: String?
    public var currency: String
    public var before: Amount
    public var after: Amount

    public var change: Amount { after - before }
  }

  /// Dearest change first; services that did not change are last.
  public var services: [Change]

  public init(from before: [ServiceCost], to after: [ServiceCost]) {
    var sides: [[String?]: (before: Amount, after: Amount)] = [:]
    for cost in before {
      sides[[cost.currency, cost.service], default: (.zero, .zero)].before += cost.billed
    }
    for cost in after {
      sides[[cost.currency, cost.service], default: (.zero, .zero)].after += cost.billed
    }
    services =
      sides.map { key, sides in
        Change(service: key[1], currency: key[0] ?? "", before: sides.before, after: sides.after)
      }.sorted { a, b in
        let (one, other) = (a.change.magnitude, b.change.magnitude)
        return one == other
          ? (a.currency, a.service ?? "") < (b.currency, b.service ?? "") : one > other
      }
  }

  /// Those of the services that changed.
  public var changed: [Change] { services.filter { !$0.change.isZero } }

  /// The sums of each currency.
  public var totals: [Change] {
    Dictionary(grouping: services, by: \.currency).sorted { $0.key < $1.key }.map { currency, changes in
      changes.reduce(Change(service: nil, currency: currency, before: .zero, after: .zero)) { total, change in
        Change(
          service: nil, currency: currency, before: total.before + change.before,
          after: total.after + change.after)
      }
    }
  }
}

extension Amount {
  var magnitude: Amount { units < 0 ? -self : self }
}
