public import Billing

/// What the janitor's clean-ups saved: as the log estimated it, and as the bills that came since show.
///
/// What was taken back does not count, nor does what only tags.
public struct JanitorSavings: Sendable, Equatable {
  /// One action; where its resource was charged in two currencies, each has a row.
  public struct Row: Sendable, Equatable {
    /// The line of the log that says that it was done.
    public var line: Int
    /// The night's as-of, in seconds since 1970.
    public var at: Int
    public var rule: String?
    public var action: String
    public var resource: MarkedResource
    /// Nil where neither the log nor a bill knows a cost.
    public var currency: String?
    /// What goes away every month as the night thought, its safety snapshot's cost taken off; nil where unknown.
    public var estimated: Amount?
    /// What of that the safety snapshot was thought to cost a month.
    public var estimatedSnapshot: Amount?
    /// What the bills show; nil where none covers a day after it, or none knew the resource before.
    public var measured: Measured?
  }

  /// What bills show of an action, or of several.
  public struct Measured: Sendable, Equatable {
    /// How many whole days after the action the bills cover.
    public var days: Int
    /// How many of the 30 days before it they cover.
    public var daysBefore: Int
    /// The mean cost of a day before × `days`, less what these days cost; rounded half-even at the bill's last decimal.
    public var gone: Amount
    /// What the safety snapshot has cost since the action.
    public var snapshots: Amount

    public var net: Amount { gone - snapshots }
  }

  /// The sums of one currency.
  public struct Total: Sendable, Equatable {
    public var currency: String
    /// What goes away every month; of several actions of a kind on one resource the newest counts.
    public var estimated: Amount
    public var estimatedSnapshots: Amount
    /// What the bills show so far, safety snapshots taken off; nil where none does.
    public var measured: Amount?
    /// Of how many actions.
    public var measuredActions: Int
  }

  /// In the order of the log.
  public private(set) var rows: [Row]

  public init(rows: [Row]) { self.rows = rows }

  /// By currency.
  public var totals: [Total] {
    var totals: [String: Total] = [:]
    var newest: [Effect: Int] = [:]
    for row in rows { newest[Effect(row)] = row.line }
    for row in rows {
      guard let currency = row.currency else { continue }
      var total =
        totals[currency]
        ?? Total(
          currency: currency, estimated: .zero, estimatedSnapshots: .zero, measured: nil, measuredActions: 0)
      if newest[Effect(row)] == row.line {
        total.estimated += row.estimated ?? .zero
        total.estimatedSnapshots += row.estimatedSnapshot ?? .zero
      }
      if let measured = row.measured {
        total.measured = (total.measured ?? .zero) + measured.net
        total.measuredActions += 1
      }
      totals[currency] = total
    }
    return totals.values.sorted { $0.currency < $1.currency }
  }

  /// What is not added twice.
  private struct Effect: Hashable {
    var action: String
    var resource: MarkedResource
    var currency: String?

    init(_ row: Row) { (action, resource, currency) = (row.action, row.resource, row.currency) }
  }
}
