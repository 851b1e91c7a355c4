internal import Billing
internal import Ledger

/// One bill's part of an answer: which group each cell belongs to, and the sums.
struct BillPass {
  let ledger: Ledger
  let bill: StoredBill
  let measure: Measure
  let query: PlannedQuery
  /// How concepts' costs are spread; nil before sharing.
  let sharing: Sharing?
  let remains: Remains
  let limit: WorkLimit?
  private let reader: InputReader
  /// The concepts that members decide.
  private let ownConcepts: [Int]
  /// Whether many members have the same group, so that it is worth remembering.
  private let remembersGroups: Bool

  init(
    _ ledger: Ledger, _ settings: Settings, _ bill: StoredBill, _ measure: Measure, _ query: PlannedQuery,
    sharing: Sharing? = nil, remains: Remains = Remains(), limit: WorkLimit? = nil
  ) {
    self.ledger = ledger
    self.bill = bill
    self.measure = measure
    self.query = query
    self.sharing = sharing
    self.remains = remains
    self.limit = limit
    reader = InputReader(query.plan.inputs, bill, settings)
    ownConcepts = query.plan.concepts(dependingOn: reader.ownSlots)
    remembersGroups = !query.asks(for: reader.ownSlots)
  }

  /// A combination's group: a number, or one of these; below them are divisions.
  private static let unwanted: Int32 = -1
  /// Decided for each member on its own.
  private static let byMember: Int32 = -2
  private static let firstDivision: Int32 = -3

  /// What is known of the bill's groups on the way.
  private struct Grouping {
    var groups: Groups
    var divisions: [Division] = []
    /// The groups of facts that have come before.
    var known: [Signature: Int32] = [:]
  }

  /// Adds the bill's cells to `sums`.
  ///
  /// - Parameter sliceOf: the slice of an hour since 1970; nil where the hour does not count.
  func add(to groups: inout Groups, _ sums: inout SliceSums, sliceOf: (Int) -> Slice?) throws {
    var grouping = Grouping(groups: groups)
    defer { groups = grouping.groups }
    guard let combinations = try groupCombinations(&grouping) else { return }
    let (sliceOfHour, slices) = number(sliceOf, &sums)
    guard !slices.isEmpty else { return }
    let firstHour = Int32(bill.firstHour)
    let table = SumTable(slices: slices.count)
    let members = try BlockMemberReader(
      ledger, wantsResources: reader.needsResources, wantsOwnTags: reader.needsOwnTags)
    var divider = CellDivider(scale: bill.scale(of: measure), remains: remains)
    try ledger.forEachBlock(
      of: bill, measure, among: combinations.ids, wants: { combinations[$0] != Self.unwanted }
    ) { cells in
      try limit?.check()
      try limit?.check(room: grouping.groups.keys.count * slices.count)
      let group = combinations[cells.combination]
      if group >= 0 {
        return table.add(cells, firstHour, sliceOfHour, groups: grouping.groups.keys.count, group: group)
      }
      if group <= Self.firstDivision {
        let division = grouping.divisions[Int(Self.firstDivision - group)]
        return divider.add(cells, bill.firstHour, sliceOfHour, to: table, groups: grouping.groups.keys.count)
        {
          _ in division
        }
      }
      guard let facts = combinations.facts(of: cells.combination) else { return }
      let groupOfMember = try memberGroups(facts, members.members(of: cells.series), &grouping)
      let (hasMembers, memberOf) = unsafe (cells.hasMembers, cells.members)
      table.add(cells, firstHour, sliceOfHour, groups: grouping.groups.keys.count) {
        unsafe groupOfMember[hasMembers ? Int(memberOf[$0]) : 0]
      }
      guard groupOfMember.contains(where: { $0 <= Self.firstDivision }) else { return }
      let divisions = grouping.divisions
      divider.add(cells, bill.firstHour, sliceOfHour, to: table, groups: grouping.groups.keys.count) {
        index in
        let group = unsafe groupOfMember[hasMembers ? Int(memberOf[index]) : 0]
        return group <= Self.firstDivision ? divisions[Int(Self.firstDivision - group)] : nil
      }
    }
    sums.add(scale: bill.scale(of: measure)) { add in
      table.forEach { group, slice, units in add(group, slices[slice], units) }
    }
    try limit?.check(sums: sums.count)
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

  /// The group of charges of these facts, or their division.
  private func group(_ facts: ChargeFacts, _ grouping: inout Grouping) throws -> Int32 {
    // To find what is known takes as long as to work it out, unless a cost is to be divided.
    guard remembersGroups, sharing != nil else { return try newGroup(facts, &grouping) }
    let signature = query.signature(facts, isMoney: measure.isMoney)
    if let known = grouping.known[signature] { return known }
    let group = try newGroup(facts, &grouping)
    grouping.known[signature] = group
    return group
  }

  private func newGroup(_ facts: ChargeFacts, _ grouping: inout Grouping) throws -> Int32 {
    var groups = grouping.groups
    // Given back at the end: a dictionary that two hold is copied when it changes.
    grouping.groups = Groups()
    defer { grouping.groups = groups }
    let numbered: (ChargeFacts) -> Int32 = { facts in
      guard query.wants(facts) else { return Self.unwanted }
      let unit = facts.value(measure.isMoney ? query.plan.currency : query.unit)
      let key = CostRows.Group(values: query.fields.map { facts.value($0) }, unit: unit)
      return Int32(groups.number(key))
    }
    let currency = facts.value(query.plan.currency) ?? ""
    if let division = try sharing?.division(facts, currency: currency, group: numbered) {
      guard division.isWanted else { return Self.unwanted }
      grouping.divisions.append(division)
      return Self.firstDivision - Int32(grouping.divisions.count - 1)
    }
    return numbered(facts)
  }

  private func memberGroups(
    _ combination: ChargeFacts, _ members: BlockMembers, _ grouping: inout Grouping
  ) throws -> [Int32] {
    var facts = combination
    var known: [[ConceptValue]: Int32] = [:]
    return try zip(members.resources, members.ownTags).map { resource, ownTags in
      reader.change(&facts.inputs, of: combination.inputs, resource: resource, ownTags: ownTags)
      query.plan.evaluate(ownConcepts, of: &facts)
      guard remembersGroups else { return try newGroup(facts, &grouping) }
      // Within a combination nothing else can differ.
      let own = ownConcepts.map { facts.concepts[$0] }
      if let group = known[own] { return group }
      let group = try group(facts, &grouping)
      known[own] = group
      return group
    }
  }

  /// The group of each combination.
  private struct GroupedCombinations {
    private let firstID: Int64
    /// In the order of their ids.
    private var groupOf: [Int32] = []
    /// What is known of each; only where its members decide.
    private var facts: [ChargeFacts?] = []

    init(firstID: Int64) { self.firstID = firstID }

    var count: Int { groupOf.count }
    var ids: Range<Int64> { firstID..<firstID + Int64(groupOf.count) }

    subscript(id: Int64) -> Int32 { ids.contains(id) ? groupOf[Int(id - firstID)] : BillPass.unwanted }

    /// Adds a combination; those between it and the last one are not wanted.
    mutating func append(_ group: Int32, id: Int64) {
      while groupOf.count < Int(id - firstID) { groupOf.append(BillPass.unwanted) }
      groupOf.append(group)
    }

    /// Adds a combination of which members decide.
    mutating func append(_ facts: ChargeFacts, id: Int64) {
      append(BillPass.byMember, id: id)
      while self.facts.count < groupOf.count - 1 { self.facts.append(nil) }
      self.facts.append(facts)
    }

    /// Of one that was added with them.
    func facts(of id: Int64) -> ChargeFacts? { facts[Int(id - firstID)] }
  }

  /// The columns of a combination, one behind the other.
  private struct RowBytes: Hashable {
    var bytes: [UInt8] = []

    /// All at once: an array hashes byte by byte.
    func hash(into hasher: inout Hasher) {
      unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
  }

  /// Nil where the bill has no combination that may be wanted.
  private func groupCombinations(_ grouping: inout Grouping) throws -> GroupedCombinations? {
    var result: GroupedCombinations?
    var known: [RowBytes: Int32] = [:]
    var key = RowBytes()
    let columns = 1..<(InputReader.fixedColumns + reader.columns.count)
    let (sql, values) = reader.query(query.dimensionTests)
    try ledger.database.query(sql, values) { row in
      let id = Int64(row.integer(0))
      var combinations = result.take() ?? GroupedCombinations(firstID: id)
      defer { result = combinations }
      // To ask for the time costs as much as a row.
      if combinations.count % 64 == 0 { try limit?.check() }
      guard !reader.dependsOnMember else {
        return combinations.append(query.plan.evaluate(reader.inputs(row)), id: id)
      }
      // Most combinations differ only in what is not asked for, and are looked at once.
      key.bytes.removeAll(keepingCapacity: true)
      for column in columns { append(row, column, to: &key.bytes) }
      if let group = known[key] { return combinations.append(group, id: id) }
      let group = try group(query.plan.evaluate(reader.inputs(row)), &grouping)
      known[key] = group
      combinations.append(group, id: id)
    }
    return result
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
