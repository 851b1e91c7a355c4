internal import Billing
internal import Ledger

/// One bill's part of an answer: which group each cell belongs to, and the sums.
struct BillPass {
  let ledger: Ledger
  let settings: Settings
  let resolver: FieldResolver
  let bill: StoredBill
  let measure: Measure
  let fields: [Field]
  let filters: [CompiledFilter]
  /// What the fields and filters are made from.
  private let sources: Set<Field>
  /// The columns of combinations that the question needs.
  private let columns: [Dimension]

  init(
    ledger: Ledger, settings: Settings, resolver: FieldResolver, bill: StoredBill, measure: Measure,
    fields: [Field], filters: [CompiledFilter]
  ) {
    self.ledger = ledger
    self.settings = settings
    self.resolver = resolver
    self.bill = bill
    self.measure = measure
    self.fields = fields
    self.filters = filters
    sources = (fields + filters.map(\.field)).reduce(into: []) { $0.formUnion(resolver.sources(of: $1)) }
    var columns: [Dimension] = [measure.isMoney ? .currency : .unit]
    for case .dimension(let dimension) in sources where Dimension.ofCombinations.contains(dimension) {
      if !columns.contains(dimension) { columns.append(dimension) }
    }
    if columns.contains(.accountName), !columns.contains(.account) { columns.append(.account) }
    self.columns = columns
  }

  /// A combination's group: a number, or one of these.
  private static let unwanted: Int32 = -1
  /// Decided for each member on its own.
  private static let byMember: Int32 = -2

  /// Adds the bill's cells to `sums`.
  ///
  /// - Parameter sliceOf: the slice of an hour since 1970; nil where the hour does not count.
  func add(to groups: inout Groups, _ sums: inout SliceSums, sliceOf: (Int) -> Slice?) throws {
    guard let combinations = try groupCombinations(&groups) else { return }
    let (sliceOfHour, slices) = number(sliceOf, &sums)
    guard !slices.isEmpty else { return }
    let (groupOf, firstID, firstHour) = (combinations.groupOf, combinations.firstID, Int32(bill.firstHour))
    let table = SumTable(slices: slices.count)
    try ledger.forEachBlock(of: bill, measure, wants: { groupOf[Int($0 - firstID)] != Self.unwanted }) {
      cells in
      let combination = Int(cells.combination - firstID)
      let group = groupOf[combination]
      guard group == Self.byMember else {
        return table.add(cells, firstHour, sliceOfHour, groups: groups.keys.count) { _ in group }
      }
      let members = try ledger.members(of: cells.series)
      let groupOfMember = memberGroups(combinations.facts[combination], members, &groups)
      let (hasMembers, memberOf) = unsafe (cells.hasMembers, cells.members)
      table.add(cells, firstHour, sliceOfHour, groups: groups.keys.count) {
        unsafe groupOfMember[hasMembers ? Int(memberOf[$0]) : 0]
      }
    }
    sums.add(scale: bill.scale(of: measure)) { add in
      table.forEach { group, slice, units in add(group, slices[slice], units) }
    }
  }

  /// The slices of the bill's hours, numbered for this bill alone so that its sums lie close together.
  ///
  /// - Returns: the number of each hour's slice, -1 where it does not count; and the answer's slices.
  private func number(_ sliceOf: (Int) -> Slice?, _ sums: inout SliceSums) -> ([Int32], [Int]) {
    var slices: [Int] = []
    var known: [Int: Int32] = [:]
    var sliceOfHour: [Int32] = []
    for hour in bill.firstHour..<(bill.firstHour + bill.hours) {
      guard let slice = sliceOf(hour).map({ sums.number($0) }) else {
        sliceOfHour.append(-1)
        continue
      }
      if known[slice] == nil {
        known[slice] = Int32(slices.count)
        slices.append(slice)
      }
      sliceOfHour.append(known[slice] ?? -1)
    }
    return (sliceOfHour, slices)
  }

  /// Whether cells of one block can differ in what is asked for.
  private var needsMember: Bool {
    sources.contains { source in
      switch source {
      case .dimension(.resource): true
      case .tag(let key): bill.ownTagKeys.contains(key)
      default: false
      }
    }
  }

  private func group(_ facts: ChargeFacts, _ groups: inout Groups) -> Int32 {
    for filter in filters where !filter.holds(facts.value(filter.field, resolver, settings)) {
      return Self.unwanted
    }
    let unit = measure.isMoney ? facts.dimensions[.currency] : facts.dimensions[.unit]
    let key = CostRows.Group(values: fields.map { facts.value($0, resolver, settings) }, unit: unit)
    return Int32(groups.number(key))
  }

  private func memberGroups(_ facts: ChargeFacts, _ members: BlockMembers, _ groups: inout Groups) -> [Int32]
  {
    zip(members.resources, members.ownTags).map { resource, ownTags in
      var facts = facts
      facts.resource = resource
      if let ownTags { facts.tags.merge(TagMap.read(ownTags)) { _, own in own } }
      return group(facts, &groups)
    }
  }

  /// The group of each combination, in the order of their ids.
  private struct GroupedCombinations {
    var firstID: Int64
    var groupOf: [Int32] = []
    /// What is known of each; only where its members decide.
    var facts: [ChargeFacts] = []
  }

  /// Nil where the bill has no combination.
  private func groupCombinations(_ groups: inout Groups) throws -> GroupedCombinations? {
    var result: GroupedCombinations?
    var known: [[UInt8]: Int32] = [:]
    var key: [UInt8] = []
    let dependsOnMember = needsMember
    try forEachCombination { row in
      var combinations = result.take() ?? GroupedCombinations(firstID: Int64(row.integer(0)))
      defer { result = combinations }
      guard !dependsOnMember else {
        combinations.facts.append(facts(of: row))
        return combinations.groupOf.append(Self.byMember)
      }
      // Most combinations differ only in what is not asked for, and are looked at once.
      key.removeAll(keepingCapacity: true)
      for column in 1..<(3 + columns.count) { append(row, column, to: &key) }
      if known[key] == nil { known[key] = group(facts(of: row), &groups) }
      combinations.groupOf.append(known[key] ?? Self.unwanted)
    }
    return result
  }

  /// Reads the bill's combinations with what the question needs of them: id, tags, cost categories, `columns`.
  private func forEachCombination(_ body: (borrowing Statement) throws -> Void) throws {
    let needsTags = sources.contains { if case .tag = $0 { true } else { false } }
    let needsCategories = sources.contains { if case .costCategory = $0 { true } else { false } }
    try ledger.database.query(
      """
      SELECT id, \(needsTags ? "tags" : "NULL"), \(needsCategories ? "cost_categories" : "NULL"),
        \(columns.map(\.rawValue).joined(separator: ", ")) FROM combination WHERE bill_id = ? ORDER BY id
      """, [.integer(bill.id)], body)
  }

  private func facts(of row: borrowing Statement) -> ChargeFacts {
    var facts = ChargeFacts(bill: bill)
    if let tags = row.text(1) { facts.tags = TagMap.read(tags) }
    if let categories = row.text(2) { facts.costCategories = TagMap.read(categories) }
    for (index, dimension) in columns.enumerated() { facts.dimensions[dimension] = row.text(3 + index) }
    return facts
  }

  /// Appends a text so that no two rows of different texts give the same bytes.
  private func append(_ row: borrowing Statement, _ column: Int, to key: inout [UInt8]) {
    unsafe row.withBytes(column) { text in
      let count = unsafe text?.count ?? -1
      for shift in stride(from: 0, to: 32, by: 8) { key.append(UInt8(truncatingIfNeeded: count >> shift)) }
      if let text = unsafe text { unsafe key.append(contentsOf: text) }
    }
  }
}
