/// What an organisation tells Tarsier in `tarsier.yaml`.
public struct Settings: Sendable {
  public var organization = ""
  /// By account number.
  public var accounts: [String: Account] = [:]
  /// In the order of the file.
  public var concepts: [Concept] = []
  /// The concepts' names, each behind those that it is made from.
  var conceptOrder: [String] = []
  /// Measured series by their names.
  public var metrics: [String: MetricSource] = [:]
  let readMetrics = ReadMetrics()
  /// How much of the cost concepts should claim, in tenths of a percent.
  public var coverageTarget: Int?
  /// Rules that are not run.
  public var disabledRules: [String] = []
  /// Programs of rules that may run.
  public var rulePrograms: [String] = []
  public var exceptions: [Exception] = []
  /// For each rule its parameters, as they are written.
  public var ruleParameters: [String: [String: String]] = [:]
  public var janitor = JanitorSettings()
  /// The path of a CSV file with invoices.
  public var invoices: String?
  /// Who is told what, and how.
  public var notifications: [Notification] = []
  public var budgets: [Budget] = []
  public var ledgerCodes: LedgerCodes?
  /// The zone of a report's days and hours; an IANA name.
  public var timeZone = "UTC"
  public var conversion: Conversion?
  /// The header in which a proxy before the dashboard names who asks.
  public var userHeader: String?
  /// The paths that the settings name: side files, on which answers depend as on the settings themselves.
  public var files: [String] = []

  /// What is told of one account.
  public struct Account: Sendable, Equatable {
    public var name: String?
    public var owner: String?
    /// The aws CLI's profile that reaches the account.
    public var profile: String?
    /// The ARN of a role to assume for collecting the inventory.
    public var collectRole: String?
    /// The ARN of a role to assume for cleaning up.
    public var cleanupRole: String?
  }

  /// What a rule may flag and is no finding.
  public struct Exception: Sendable, Equatable {
    public var rule: String
    public var resource: String
    public var account: String?
    /// The last day on which it holds, in days since 1970; nil for always.
    public var until: Int?
    public var reason: String?
    /// Where it stands.
    public var place: String
  }

  /// Accounts of the general ledger for the month's journal.
  public struct LedgerCodes: Sendable, Equatable {
    /// The concept or dimension whose values are cost centers.
    public var costCenter: String
    public var codes: [String: String]
    /// For cost centers without an account.
    public var otherwise: String
    public var tax: String?
    /// What is owed to the provider.
    public var payable: String
    public var rounding: String
  }

  public init() {}

  /// What mappings and measured series may name.
  var names: ReferenceNames {
    ReferenceNames(concepts: concepts.map(\.name), metrics: metrics.keys.sorted())
  }
}
