internal import Billing
internal import Ledger

/// Reads the inputs of a plan from a bill's combinations and members.
struct InputReader {
  /// Where an input's value is.
  private enum Origin {
    case column(Int)
    case tag(String)
    case costCategory(String)
    case constant(String)
    /// The bill's own name of an account, else the settings'.
    case accountName(Int, account: Int)
    case resource
  }

  /// The columns of combinations that are needed.
  private(set) var columns: [Dimension] = []
  private var origins: [Origin] = []
  private let bill: Int64
  private let accountNames: [String: String]
  let needsTags: Bool
  let needsCostCategories: Bool
  /// Whether cells of one block can differ in an input.
  var dependsOnMember: Bool { !ownInputs.isEmpty }
  /// The inputs that members may have of their own.
  var ownSlots: Set<Int> { Set(ownInputs.map(\.slot)) }
  /// Whether the members' resources, and their own tags, are needed.
  var needsResources: Bool { ownInputs.contains { $0.key == nil } }
  var needsOwnTags: Bool { ownInputs.contains { $0.key != nil } }
  /// The inputs that members may have of their own, with their tags' keys; nil for the resource.
  private let ownInputs: [(slot: Int, key: String?)]

  init(_ inputs: [Field], _ bill: StoredBill, _ settings: Settings) {
    self.bill = bill.id
    accountNames = settings.accounts.compactMapValues(\.name)
    needsTags = inputs.contains { if case .tag = $0 { true } else { false } }
    needsCostCategories = inputs.contains { if case .costCategory = $0 { true } else { false } }
    ownInputs = inputs.enumerated().compactMap { slot, field in
      switch field {
      case .dimension(.resource): (slot, nil)
      case .tag(let key) where bill.ownTagKeys.contains(key): (slot, key)
      default: nil
      }
    }
    for field in inputs {
      let origin: Origin =
        switch field {
        case .dimension(.billingAccount): .constant(bill.key.billingAccount)
        case .dimension(.billingPeriod): .constant(bill.key.period)
        case .dimension(.resource): .resource
        case .dimension(.accountName): .accountName(column(.accountName), account: column(.account))
        case .dimension(let dimension): .column(column(dimension))
        case .tag(let key): .tag(key)
        case .costCategory(let key): .costCategory(key)
        case .concept, .origin: preconditionFailure("a concept is no input")
        }
      origins.append(origin)
    }
  }

  private mutating func column(_ dimension: Dimension) -> Int {
    if let known = columns.firstIndex(of: dimension) { return known }
    columns.append(dimension)
    return columns.count - 1
  }

  /// The query that gives the combinations of a bill: id, tags, cost categories, and the columns.
  ///
  /// A bill is written at once, so that its ids stand in one row and no index is needed for each.
  ///
  /// - Parameter tests: combinations that do not pass them may be left out.
  func query(_ tests: [(dimension: Dimension, test: FilterTest)]) -> (sql: String, values: [SQLValue]) {
    let names = columns.map { ", \($0.rawValue)" }.joined()
    let narrowing = tests.filter { columns.contains($0.dimension) && $0.dimension != .accountName }
      .compactMap { $0.test.narrowing($0.dimension.rawValue) }
    let sql = """
      SELECT id, \(needsTags ? "tags" : "NULL"), \(needsCostCategories ? "cost_categories" : "NULL")\(names)
      FROM combination
      WHERE id BETWEEN (SELECT min(id) FROM combination WHERE bill_id = ?1)
        AND (SELECT max(id) FROM combination WHERE bill_id = ?1) \(narrowing.map { "AND " + $0.sql }.joined(separator: " "))
      ORDER BY id
      """
    return (sql, [.integer(bill)] + narrowing.flatMap { $0.texts.map(SQLValue.text) })
  }

  /// The number of columns in front of `columns`.
  static let fixedColumns = 3

  func inputs(_ row: borrowing Statement) -> [String?] {
    let tags = row.text(1).map(TagMap.read) ?? [:]
    let categories = row.text(2).map(TagMap.read) ?? [:]
    var inputs: [String?] = []
    inputs.reserveCapacity(origins.count)
    for origin in origins {
      let value: String? =
        switch origin {
        case .column(let column): row.text(Self.fixedColumns + column)
        case .tag(let key): tags[key]
        case .costCategory(let key): categories[key]
        case .constant(let text): text
        case .accountName(let name, let account):
          row.text(Self.fixedColumns + name)
            ?? row.text(Self.fixedColumns + account).flatMap { accountNames[$0] }
        case .resource: nil
        }
      inputs.append(value)
    }
    return inputs
  }

  /// Puts what a member has of its own in place of its combination's.
  func change(_ inputs: inout [String?], of combination: [String?], resource: String?, ownTags: String?) {
    for (slot, key) in ownInputs {
      if let key {
        inputs[slot] = ownTags.flatMap { TagMap.value(of: key, in: $0) } ?? combination[slot]
      } else {
        inputs[slot] = resource
      }
    }
  }
}
