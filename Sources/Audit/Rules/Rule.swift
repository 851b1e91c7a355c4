/// One rule: a question about the inventory whose answers are findings.
///
/// A rule is data in a file of its own, so nobody compiles anything to add one.
public struct Rule: Sendable, Equatable {
  /// What a finding of it is about.
  public enum Family: String, CaseIterable, Sendable {
    /// Paid for and used by nothing.
    case unused
    /// Built in a way that will fail or mislead.
    case conformity
    /// Used, but dearer than it needs to be.
    case spend
  }

  public enum Severity: String, CaseIterable, Sendable, Comparable {
    case low, medium, high

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// A value that a query takes and that `tarsier.yaml` may set otherwise.
  public enum Parameter: Sendable, Equatable {
    case integer(Int)
    case text(String)
  }

  /// What the janitor may do about a finding, and how long it waits.
  public struct Cleanup: Sendable, Equatable {
    public var action: String
    /// Business days from the owner's notice; at least 1.
    public var retentionDays: Int
    /// The same where nobody is known to own the resource; nil where that makes no difference.
    public var retentionDaysWithoutOwner: Int?

    /// How long it waits, in words.
    public var text: String {
      let alone = retentionDaysWithoutOwner.map { " (\($0) where nobody is known to own it)" } ?? ""
      return "\(retentionDays) business days\(alone) after the notice"
    }
  }

  public var id: String
  public var title: String
  public var family: Family
  public var severity: Severity
  /// The type of what it flags, such as `ebs_volume`, or `service`; `resource` for any.
  public var resource: String
  public var rationale: String
  public var parameters: [String: Parameter]
  /// What it reads of the bills, as tables of its own.
  public var costs: [RuleCostTable]
  /// Gives `resource_id`, `account_id`, `region` and `message`, and may give `since`, `resource_type`,
  /// `monthly_cost`, `saving` and `currency`; with a program, the rows that this reads.
  public var query: String
  /// An executable that reads the query's rows and writes findings.
  public var program: RuleProgram?
  /// Whether the resource's cost would go away with the finding.
  public var saves: Bool
  public var cleanup: Cleanup?
  public var references: [String]
  public var examples: [RuleExample]
  /// The rule whose place this one takes.
  public var replaces: String?
  /// Where it was read.
  public var file: String
  /// Where its query stands: file, line and column.
  var queryPlace: String
  /// Of its text and its program: a mark is made for exactly this rule.
  public var hash: String

  /// What `resource:` says where a rule is about every type; its rows then name their own.
  public static let anyResource = "resource"
  /// What only a bill knows, and a rule may flag beside the types of the inventory.
  public static let billTypes = [
    "account", "service", "concept", "commitment", "billed_resource", "region", "usage_type",
  ]
}

/// One case of a rule: some resources, and which of them it flags.
public struct RuleExample: Sendable, Equatable {
  public enum Value: Sendable, Equatable {
    case null
    case integer(Int)
    case text(String)
  }

  /// One row that is given.
  public struct Row: Sendable, Equatable {
    public var table: String
    public var values: [String: Value]
    public var place: String
  }

  public var name: String
  /// Values that take the place of the rule's own.
  public var parameters: [String: Rule.Parameter]
  public var given: [Row]
  /// The ids of the resources that the rule flags.
  public var flags: [String]
  public var place: String
}
