/// What an organisation tells Tarsier in `tarsier.yaml`.
public struct Settings: Sendable {
  public var organization = ""
  /// By account number.
  public var accounts: [String: Account] = [:]
  /// In the order of the file.
  public var concepts: [Concept] = []
  /// Rules that are not run.
  public var disabledRules: [String] = []
  /// For each rule its parameters, as they are written.
  public var ruleParameters: [String: [String: String]] = [:]
  /// Where an owner is looked for, in order; nil for the usual order.
  public var ownerOrder: [String]?
  public var defaultOwner: String?
  /// The path of a CSV file with invoices.
  public var invoices: String?

  /// What is told of one account.
  public struct Account: Sendable, Equatable {
    public var name: String?
    public var owner: String?
    /// The aws CLI's profile that reaches the account.
    public var profile: String?
    /// The ARN of a role to assume for collecting the inventory.
    public var collectRole: String?
  }

  public init() {}
}
