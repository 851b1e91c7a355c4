public import Billing

/// A clean-up whose time has come: the mark was noticed twice, its owner was told, and retention is over.
///
/// Whoever carries it out still checks everything again just before.
public struct DueAction: Sendable, Equatable {
  /// The mark's id in the ledger.
  public var mark: Int
  public var rule: String
  /// Of the rule's text; it must still be the same when the action is carried out.
  public var ruleHash: String
  /// The rule's parameters, as JSON with sorted keys.
  public var parameters: String
  /// An entry of the clean-up's catalog, such as `delete-ebs-volume`.
  public var action: String
  public var resource: MarkedResource
  public var owner: String?
  /// What the rule says of it.
  public var message: String
  /// When it was marked, in seconds since 1970.
  public var markedAt: Int
  /// When the owner's notice was handed over, in seconds since 1970.
  public var notifiedAt: Int
  public var monthlyCost: Amount?
  public var saving: Amount?
  public var currency: String?

  public init(
    mark: Int, rule: String, ruleHash: String, parameters: String, action: String, resource: MarkedResource,
    owner: String?, message: String, markedAt: Int, notifiedAt: Int, monthlyCost: Amount?, saving: Amount?,
    currency: String?
  ) {
    self.mark = mark
    self.rule = rule
    self.ruleHash = ruleHash
    self.parameters = parameters
    self.action = action
    self.resource = resource
    self.owner = owner
    self.message = message
    self.markedAt = markedAt
    self.notifiedAt = notifiedAt
    self.monthlyCost = monthlyCost
    self.saving = saving
    self.currency = currency
  }
}
