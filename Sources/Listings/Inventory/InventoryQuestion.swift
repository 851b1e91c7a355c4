internal import Allocation
internal import Billing
public import Inventory
public import Ledger

/// The inventory as of some time, and what a reader must know of its age.
public struct InventoryQuestion {
  public let ledger: Ledger
  public let view: InventoryView

  public init(ledger: Ledger, view: InventoryView) {
    self.ledger = ledger
    self.view = view
  }

  /// - Throws: a `Problem` where the ledger has no inventory.
  public init(ledger: Ledger, asOf: AsOf) throws {
    self.ledger = ledger
    view = try InventoryView(ledger: ledger, asOf: asOf.lastSecond)
    if view.answers.isEmpty {
      throw Problem(
        ledger.path, "holds no inventory as of \(Civil.timeText(seconds: asOf.lastSecond))",
        remedy: "load one with 'tarsier inventory collect' or 'tarsier inventory load'")
    }
  }

  /// What did not come whole of these calls, with the age of what is shown in its place.
  public func notes(on calls: Set<String>) -> [String] {
    view.answers.filter { calls.contains($0.call) }.compactMap { answer in
      guard let failure = answer.failure else { return nil }
      let place = "\(answer.call) in \(answer.account)/\(answer.region)"
      let when = Civil.timeText(seconds: failure.takenAt)
      let shown =
        answer.takenAt.map { "what is shown is of \(Civil.timeText(seconds: $0))" }
        ?? "nothing is known of it"
      return "\(place) did not come whole on \(when): \(failure.reason); \(shown)"
    }
  }
}
