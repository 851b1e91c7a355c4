public import Allocation
public import Ledger

/// A connection on which rules run, and who answers there what they ask the bills.
public struct AuditSource {
  public let ledger: Ledger
  public let table: (CostTableQuestion) throws -> CostTableAnswer

  public init(ledger: Ledger, table: @escaping (CostTableQuestion) throws -> CostTableAnswer) {
    self.ledger = ledger
    self.table = table
  }
}
