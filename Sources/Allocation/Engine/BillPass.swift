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

  /// A combination's group: a number, or one of these.
  private static let unwanted: Int32 = -1
  /// Decided for each member on its own.
  private static let byMember: Int32 = -2

  /// Adds the bill's cells to `sums`.
  ///
  /// - Parameter sliceOf: the slice of an hour since 1970; nil where the hour does not count.
  func add(to groups: inout Groups, _ sums: inout SliceSums, sliceOf: (Int) -> Slice?) throws {
    let facts = try combinations()
    guard let firstID = facts.first?.id else { return }
    let dependsOnMember = needsMember
    let groupOf = facts.map { fact -> Int32 in
      if dependsOnMember { return Self.byMember }
      return group(fact.facts, &groups)
    }
    // Slices of the bill's hours, numbered for this bill alone so that the sums lie close together.
    var localSlices: [Int] = []
    var known: [Int: Int32] = [:]
    var sliceOfHour: [Int32] = []
    for hour in bill.firstHour..<(bill.firstHour + bill.hours) {
      guard let slice = sliceOf(hour).map({ sums.number($0) }) else {
        sliceOfHour.append(-1)
        continue
      }
      if known[slice] == nil {
        known[slice] = Int32(localSlices.count)
        localSlices.append(slice)
      }
      sliceOfHour.append(known[slice] ?? -1)
    }
    guard !localSlices.isEmpty else { return }
    let table = SumTable(slices: localSlices.count)
    let firstHour = Int32(bill.firstHour)
    try ledger.forEachBlock(of: bill, measure, wants: { groupOf[Int($0 - firstID)] != Self.unwanted }) {
      cells in
      let combination = Int(cells.combination - firstID)
      if groupOf[combination] == Self.byMember {
        let members = try ledger.members(of: cells.series)
        let groupOfMember = memberGroups(facts[combination].facts, members, &groups)
        table.add(cells, firstHour, sliceOfHour) {
          groupOfMember[cells.members.isEmpty ? 0 : Int(cells.members[$0])]
        }
      } else {
        let group = groupOf[combination]
        table.add(cells, firstHour, sliceOfHour) { _ in group }
      }
    }
    sums.add(scale: bill.scale(of: measure)) { add in
      table.forEach { group, slice, units in add(group, localSlices[slice], units) }
    }
  }

  private var sources: Set<Field> {
    (fields + filters.map(\.field)).reduce(into: []) { $0.formUnion(resolver.sources(of: $1)) }
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
    let key = Groups.Key(values: fields.map { facts.value($0, resolver, settings) }, unit: unit)
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

  /// The bill's combinations, with what the question needs of them.
  private func combinations() throws -> [(id: Int64, facts: ChargeFacts)] {
    let sources = sources
    var columns: [Dimension] = [measure.isMoney ? .currency : .unit]
    for case .dimension(let dimension) in sources where Dimension.ofCombinations.contains(dimension) {
      if !columns.contains(dimension) { columns.append(dimension) }
    }
    if columns.contains(.accountName), !columns.contains(.account) { columns.append(.account) }
    let needsTags = sources.contains { if case .tag = $0 { true } else { false } }
    let needsCategories = sources.contains { if case .costCategory = $0 { true } else { false } }
    var result: [(Int64, ChargeFacts)] = []
    try ledger.database.query(
      """
      SELECT id, \(needsTags ? "tags" : "NULL"), \(needsCategories ? "cost_categories" : "NULL"),
        \(columns.map(\.rawValue).joined(separator: ", ")) FROM combination WHERE bill_id = ? ORDER BY id
      """, [.integer(bill.id)]
    ) { row in
      var facts = ChargeFacts(bill: bill)
      if let tags = row.text(1) { facts.tags = TagMap.read(tags) }
      if let categories = row.text(2) { facts.costCategories = TagMap.read(categories) }
      for (index, dimension) in columns.enumerated() { facts.dimensions[dimension] = row.text(3 + index) }
      result.append((Int64(row.integer(0)), facts))
    }
    return result
  }
}
