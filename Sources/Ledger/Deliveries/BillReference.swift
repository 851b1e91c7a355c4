internal import Billing

/// How people name bills: a month, the bill of one account, or one delivery of it.
///
///     2026-10                    all bills of the month
///     111111111111/2026-10       one bill
///     111111111111/2026-10@1     its first delivery
public struct BillReference: Equatable, Sendable, CustomStringConvertible {
  /// Nil for all accounts; an account may itself hold `/`.
  public var account: String?
  public var period: String
  /// Nil for what is in force.
  public var delivery: Int?

  /// Nil where the text is no such name.
  public init?(_ text: String) {
    var name = Substring(text)
    if let sign = name.lastIndex(of: "@") {
      guard let number = Int(name[name.index(after: sign)...]), number > 0 else { return nil }
      delivery = number
      name = name[..<sign]
    }
    if let slash = name.lastIndex(of: "/") {
      account = String(name[..<slash])
      name = name[name.index(after: slash)...]
    }
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2], name.utf8.allSatisfy({ $0 == 45 || (48...57).contains($0) }) else {
      return nil
    }
    period = String(name)
  }

  public var description: String {
    (account.map { "\($0)/" } ?? "") + period + (delivery.map { "@\($0)" } ?? "")
  }

  func means(_ bill: BillKey) -> Bool {
    bill.period == period && (account == nil || bill.billingAccount == account)
  }
}

extension Ledger {
  /// The deliveries that a name means: of each bill the one in force, or the one that is numbered.
  public func deliveries(_ reference: BillReference) throws -> [StoredDelivery] {
    let all = try deliveries()
    let meant = all.filter { delivery in
      reference.means(delivery.bill)
        && (reference.delivery.map { $0 == delivery.number } ?? delivery.isInForce)
    }
    guard !meant.isEmpty else { throw Problem.noSuchBill(reference, known: all) }
    guard reference.delivery == nil || meant.count == 1 else {
      throw Problem.ambiguousDelivery(reference, meant)
    }
    return meant
  }

  /// Every delivery of the bills that a name means; of all bills without one.
  public func history(_ reference: BillReference?) throws -> [StoredDelivery] {
    let all = try deliveries()
    guard let reference else { return all }
    let meant = all.filter {
      reference.means($0.bill) && (reference.delivery == nil || reference.delivery == $0.number)
    }
    guard !meant.isEmpty else { throw Problem.noSuchBill(reference, known: all) }
    return meant
  }
}
