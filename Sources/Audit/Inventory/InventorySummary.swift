internal import Allocation
public import Billing
public import Inventory

/// How many resources of each type there are, what came and went, and what those that exist cost.
public struct InventorySummary: Sendable {
  public struct Line: Sendable, Equatable {
    public var type: String
    public var resources = 0
    public var appeared = 0
    public var vanished = 0
    /// By currency; empty where no bill names any.
    public var costs: [String: Amount] = [:]

    init(type: String) { self.type = type }
  }

  /// The dearest types first, then those with the most resources.
  public var lines: [Line]

  /// - Parameters:
  ///   - held: what exists, beside the bills.
  ///   - changes: what came and went in the span that is asked for.
  public init(_ held: BilledInventory, changes: [InventoryChange]) {
    var found: [String: Line] = [:]
    func change(_ type: String, _ body: (inout Line) -> Void) {
      body(&found[type, default: Line(type: type)])
    }
    for (type, count) in held.counts { change(type) { $0.resources += count } }
    for one in changes {
      switch one.kind {
      case .appeared: change(one.type) { $0.appeared += 1 }
      case .vanished: change(one.type) { $0.vanished += 1 }
      case .changed: break
      }
    }
    for (type, cost) in held.typeCosts {
      change(type) { $0.costs[cost.currency, default: .zero] += cost.amount }
    }
    // Sums in several currencies have no order; the first by name decides.
    func first(_ line: Line) -> (currency: String, amount: Amount)? {
      line.costs.sorted { $0.key < $1.key }.first.map { ($0.key, $0.value) }
    }
    lines = found.values.sorted { a, b in
      switch (first(a), first(b)) {
      case (let one?, let other?) where one.currency != other.currency: return one.currency < other.currency
      case (let one?, let other?) where one.amount != other.amount: return one.amount > other.amount
      case (.some, nil): return true
      case (nil, .some): return false
      default: return a.resources != b.resources ? a.resources > b.resources : a.type < b.type
      }
    }
  }
}
