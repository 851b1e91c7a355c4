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
    let combinations = try readCombinations()
    guard let firstID = combinations.first?.id else { return }
    let groupOf =
      needsMember
      ? Array(repeating: Self.byMember, count: combinations.count) : self.groups(of: combinations, &groups)
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
        let groupOfMember = memberGroups(facts(of: combinations[combination]), members, &groups)
        let (hasMembers, memberOf) = unsafe (cells.hasMembers, cells.members)
        table.add(cells, firstHour, sliceOfHour, groups: groups.keys.count) {
          unsafe groupOfMember[hasMembers ? Int(memberOf[$0]) : 0]
        }
      } else {
        let group = groupOf[combination]
        table.add(cells, firstHour, sliceOfHour, groups: groups.keys.count) { _ in group }
      }
    }
    sums.add(scale: bill.scale(of: measure)) { add in
      table.forEach { group, slice, units in add(group, localSlices[slice], units) }
    }
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

  /// What the question needs of one combination, as it stands in the ledger.
  private struct Texts: Hashable {
    var tags: String?
    var costCategories: String?
    /// In the order of `columns`.
    var dimensions: [String?]
  }

  /// The group of each combination; most differ only in what is not asked for, and are looked at once.
  private func groups(of combinations: [(id: Int64, texts: Texts)], _ groups: inout Groups) -> [Int32] {
    var known: [Texts: Int32] = [:]
    return combinations.map { combination in
      if let group = known[combination.texts] { return group }
      let group = group(facts(of: combination), &groups)
      known[combination.texts] = group
      return group
    }
  }

  private func facts(of combination: (id: Int64, texts: Texts)) -> ChargeFacts {
    var facts = ChargeFacts(bill: bill)
    if let tags = combination.texts.tags { facts.tags = TagMap.read(tags) }
    if let categories = combination.texts.costCategories { facts.costCategories = TagMap.read(categories) }
    for (dimension, text) in zip(columns, combination.texts.dimensions) { facts.dimensions[dimension] = text }
    return facts
  }

  private func readCombinations() throws -> [(id: Int64, texts: Texts)] {
    let needsTags = sources.contains { if case .tag = $0 { true } else { false } }
    let needsCategories = sources.contains { if case .costCategory = $0 { true } else { false } }
    var result: [(Int64, Texts)] = []
    try ledger.database.query(
      """
      SELECT id, \(needsTags ? "tags" : "NULL"), \(needsCategories ? "cost_categories" : "NULL"),
        \(columns.map(\.rawValue).joined(separator: ", ")) FROM combination WHERE bill_id = ? ORDER BY id
      """, [.integer(bill.id)]
    ) { row in
      let dimensions = columns.indices.map { row.text(3 + $0) }
      result.append(
        (Int64(row.integer(0)), Texts(tags: row.text(1), costCategories: row.text(2), dimensions: dimensions))
      )
    }
    return result
  }
}
