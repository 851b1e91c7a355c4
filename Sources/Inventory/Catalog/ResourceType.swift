/// All that Tarsier knows of one type of resource: the call that lists it, and where each column is in it.
///
/// An entry in `ResourceCatalog` is the one place for a type: collecting, loading, the tables that rules
/// read, and their documentation follow from it.
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
  /// Whether a bill names resources of the type; many cost nothing themselves, or by another's name.
  public let isBilled: Bool
  public let columns: [Column]
  public let parts: [Part]
  public let since: [Since]
  /// Other calls whose answers tell more of each resource.
  public let details: [Detail]

  init(
    _ name: String, table: String, call: String, items: String, id: String, _ idForm: Listing.ID = .whole,
    idColumn: String, parent: String? = nil, arn: ARN, name nameFrom: Name = .tag,
    tags: Tags = .field("Tags"), ownedBy: String? = nil, billed isBilled: Bool = true, columns: [Column],
    parts: [Part] = [],
    since: [Since] = [], details: [Detail] = []
  ) {
    self.name = name
    self.table = table
    self.listing = Listing(
      call: call, items: JSONPath(items), id: JSONPath(id), idForm: idForm, parentColumn: parent)
    self.idColumn = idColumn
    self.arn = arn
    self.nameFrom = nameFrom
    self.tags = tags
    self.ownedBy = ownedBy.map { JSONPath($0) }
    self.isBilled = isBilled
    self.columns = (parent.map { [.given($0)] } ?? []) + columns
    self.parts = parts
    self.since = since
    self.details = details
  }

  /// The call that lists it, as files and `snapshot.json` name it: `ec2.describe-volumes`.
  public var call: String { listing.call }

  enum ARN: Sendable {
    /// At a path; empty where the listed thing is the ARN.
    case field(JSONPath)
    /// Made from the id: `arn:aws:ec2:{region}:{account}:volume/{id}`.
    case pattern(String)
  }

  enum Name: Sendable {
    /// The tag `Name`.
    case tag
    case field(JSONPath)
    case id
  }

  enum Tags: Sendable {
    /// A list of keys and values, or an object, at a path.
    case field(JSONPath)
    /// A detail of the type brings them.
    case detail
    /// The provider has no tags for the type.
    case none
  }
}

/// Where an answer lists things.
struct Listing: Sendable {
  /// What of the text at the path is the id.
  enum ID: Sendable {
    case whole
    /// What stands behind the last `/` or `:`.
    case ending
    /// What stands behind a text such as `:service/`.
    case after(String)

    func id(of text: String) -> String {
      switch self {
      case .whole: text
      case .ending: text.afterLastSeparator
      case .after(let marker):
        text.firstRange(of: marker).map { String(text[$0.upperBound...]) } ?? text.afterLastSeparator
      }
    }
  }

  let call: String
  /// The list: `Reservations[].Instances[]`; empty where the answer as a whole is the one thing.
  let items: JSONPath
  /// The id in each item; empty where the item is nothing but its id.
  let id: JSONPath
  let idForm: ID
  /// The column for the id of the resource about which the list was asked, where it was asked about each.
  let parentColumn: String?
}

/// A list within each resource that is a table of its own.
public struct Part: Sendable {
  /// One of the lists that make the table, and what it means that a row stands in this one.
  struct Branch: Sendable {
    let items: JSONPath
    let constants: [String: String]

    init(_ items: String, _ constants: [String: String] = [:]) {
      self.items = JSONPath(items)
      self.constants = constants
    }
  }

  public let table: String
  let branches: [Branch]
  /// The column that holds the resource's id.
  public let parentColumn: String
  public let columns: [Column]

  init(table: String, items: String, parent: String, columns: [Column]) {
    self.init(table: table, branches: [Branch(items)], parent: parent, columns: columns)
  }

  init(table: String, branches: [Branch], parent: String, columns: [Column]) {
    self.table = table
    self.branches = branches
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
    case nonZero(String)
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

extension String {
  /// The name in an ARN or a URL.
  var afterLastSeparator: String {
    lastIndex { $0 == "/" || $0 == ":" }.map { String(self[index(after: $0)...]) } ?? self
  }
}
