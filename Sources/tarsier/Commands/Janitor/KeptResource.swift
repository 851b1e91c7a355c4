internal import Listings
internal import Billing
internal import FoundationEssentials
internal import Inventory
internal import Janitor
internal import Ledger

/// Finds what `janitor keep` and `janitor release` are about: anything in the inventory, marked or not.
struct KeptResource {
  private let known: [KnownResource]
  let ledger: Ledger

  init(_ globals: GlobalOptions, asOf: AsOf) throws {
    let question = try InventoryQuestion(globals, asOf: asOf)
    known = try question.view.resources()
    try question.view.dropTables()
    ledger = try Ledger.writing(globals.ledgerPath, patience: Self.patience)
  }

  func keep(_ name: String, until: Int?, reason: String?, asOf: AsOf) throws -> Keep {
    try Keep(
      try ResourceName(name).resource(among: known), until: until, reason: reason, by: Self.caller,
      asOf: asOf.lastSecond)
  }

  /// How many seconds people wait for a night that holds the ledger as it checks something.
  static let patience = 120

  /// Who runs the command, as far as this machine knows.
  static var caller: String {
    let environment = ProcessInfo.processInfo.environment
    return environment["SUDO_USER"] ?? environment["USER"] ?? environment["LOGNAME"] ?? "somebody"
  }
}
