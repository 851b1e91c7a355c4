internal import Allocation
internal import ArgumentParser
internal import Billing
internal import Inventory
internal import Ledger

/// The inventory as of some time, and what a reader must know of its age.
struct InventoryQuestion {
  let ledger: Ledger
  let view: InventoryView

  init(ledger: Ledger, view: InventoryView) {
    self.ledger = ledger
    self.view = view
  }

  init(_ globals: GlobalOptions, asOf: AsOf) throws {
    ledger = try Ledger.reading(globals.ledgerPath)
    view = try InventoryView(ledger: ledger, asOf: asOf.lastSecond)
    if view.answers.isEmpty {
      throw Problem(
        globals.ledgerPath, "holds no inventory as of \(Civil.timeText(seconds: asOf.lastSecond))",
        remedy: "load one with 'tarsier inventory collect' or 'tarsier inventory load'")
    }
  }

  /// What did not come whole of these calls, with the age of what is shown in its place.
  func notes(on calls: Set<String>) -> [String] {
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
