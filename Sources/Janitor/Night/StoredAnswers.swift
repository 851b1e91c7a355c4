public import Ledger

/// Asks the ledger what must be asked again before every single action.
public struct StoredAnswers: SafetyAnswers {
  private let ledger: Ledger
  /// What counts as now, in seconds since 1970.
  private let now: () -> Int

  public init(_ ledger: Ledger, now: @escaping () -> Int) {
    self.ledger = ledger
    self.now = now
  }

  public func pauseReason() throws -> String? { try KeepStore(ledger).pauseReason() }

  public func keepReason(_ resource: MarkedResource) throws -> String? {
    Keeps(try KeepStore(ledger).all()).keep(
      type: resource.type, account: resource.account, region: resource.region, id: resource.id,
      arn: resource.arn, at: now()
    )?.text
  }

  public func stillDue(_ action: DueAction) throws -> Bool {
    let count = try ledger.database.value(
      """
      SELECT count(*) FROM mark
      WHERE id = ? AND state = 'due' AND ended_at IS NULL AND managed_by IS NULL AND rule_hash = ?
        AND parameters = ? AND arn = ? AND resource_created_at IS ?
      """,
      [
        SQLValue(action.mark), .text(action.ruleHash), .text(action.parameters), .text(action.resource.arn),
        SQLValue(action.resource.createdAt),
      ])
    return count == 1
  }
}
