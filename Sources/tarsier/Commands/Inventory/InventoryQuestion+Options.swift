internal import Ledger
internal import Listings

extension InventoryQuestion {
  init(_ globals: GlobalOptions, asOf: AsOf) throws {
    try self.init(ledger: Ledger.reading(globals.ledgerPath), asOf: asOf)
  }
}
