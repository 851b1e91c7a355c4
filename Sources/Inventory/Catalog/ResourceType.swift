/// All that Tarsier knows of one type of resource: the call that lists it, and where each column is in it.
///
/// An entry in `ResourceCatalog` is the one place for a type: loading, the tables that rules read, and
/// their documentation follow from it.
public struct ResourceType: Sendable {
  /// What findings and `inventory list` call it: `ebs_volume`.
  public let name: String
  /// The table that rules read: `ebs_volumes`.
  public let table: String
  /// The answer that lists it.
  let listing: Listing
  /// The table's column for the id: `volume_id`.
  public let idColumn: String
  let arn: ARN
  let nameFrom: Name
  let tags: Tags
  /// A field that says which account owns it; what others own is not loaded.
  let ownedBy: JSONPath?
  public let columns: [Column]
  public let parts: [Part]
  public let since: [Since]
  /// Other calls whose answers tell more of each resource.
  public let details: [Detail]

  init(
    _ name: String, table: String, call: String, items: String, id: String, idColumn: String, arn: ARN,
    name nameFrom: Name = .tag, tags: Tags = .field("Tags"), ownedBy: String? = nil, columns: [Column],
    parts: [Part] = [], since: [Since] = [], details: [Detail] = []
  ) {
    self.name = name
    self.table = table
    self.listing = Listing(call: call, items: JSONPath(items), id: JSONPath(id))
    self.idColumn = idColumn
    self.arn = arn
    self.nameFrom = nameFrom
    self.tags = tags
    self.ownedBy = ownedBy.map { JSONPath($0) }
    self.columns = columns
    self.parts = parts
    self.since = since
    self.details = details
  }

  /// The call that lists it, as files and `snapshot.json` name it: `ec2.describe-volumes`.
  public var call: String { listing.call }

  enum ARN: Sendable {
    case field(String)
    /// Made from the id: `arn:aws:ec2:{region}:{account}:volume/{id}`.
    case pattern(String)
  }

  enum Name: Sendable {
    /// The tag `Name`.
    case tag
    case field(String)
  }

  enum Tags: Sendable {
    /// A list of keys and values, or an object, at a path.
    case field(String)
    /// A detail of the type brings them.
    case detail
    /// The provider has no tags for the type.
    case none
  }
}

/// Where an answer lists things.
struct Listing: Sendable {
  let call: String
  /// The list: `Reservations[].Instances[]`; empty where the answer as a whole is the one thing.
  let items: JSONPath
  let id: JSONPath
}

/// A list within each resource that is a table of its own.
public struct Part: Sendable {
  public let table: String
  let items: JSONPath
  /// The column that holds the resource's id.
  public let parentColumn: String
  public let columns: [Column]

  init(table: String, items: String, parent: String, columns: [Column]) {
    self.table = table
    self.items = JSONPath(items)
    self.parentColumn = parent
    self.columns = columns
  }
}

/// A column that says since when something is so: the first snapshot of the unbroken run that shows it.
///
/// A creation time is no such thing: a volume made two years ago may have been detached yesterday.
public struct Since: Sendable {
  /// What must be so, in terms of one of the type's columns.
  public enum Condition: Sendable {
    case equals(String, String)
    case zero(String)
    case absent(String)
  }

  public let name: String
  public let condition: Condition
  /// A column with the time that the provider itself gives, which is better.
  let given: String?

  init(_ name: String, when condition: Condition, given: String? = nil) {
    self.name = name
    self.condition = condition
    self.given = given
  }
}

/// A further call that tells more about resources that another call lists.
public struct Detail: Sendable {
  /// How its answers are told apart.
  enum Answers: Sendable {
    /// One answer lists many resources.
    case list(items: String, id: String)
    /// One answer a resource, in a file that its name or id names.
    case perResource
  }

  /// What the ledger calls its records: `elbv2.tags`.
  let name: String
  public let call: String
  let answers: Answers
  /// Error codes that mean that the resource is gone, not that the answer is unknown.
  let goneCodes: Set<String>
  let tags: ResourceType.Tags
  public let columns: [Column]
  public let parts: [Part]
  public let since: [Since]

  init(
    _ name: String, call: String, answers: Answers, goneCodes: Set<String> = [],
    tags: ResourceType.Tags = .none, columns: [Column] = [], parts: [Part] = [], since: [Since] = []
  ) {
    self.name = name
    self.call = call
    self.answers = answers
    self.goneCodes = goneCodes
    self.tags = tags
    self.columns = columns
    self.parts = parts
    self.since = since
  }
}
