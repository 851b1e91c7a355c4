internal import Billing
internal import Ledger

extension CostEngine {
  /// Answers a rule's question about the last days that the bills cover before `asOf`.
  ///
  /// - Parameter asOf: the first hour that counts no more, in hours since 1970.
  public func table(_ question: CostTableQuestion, asOf: Int) throws -> CostTableAnswer {
    guard let last = LastDays(question.days, of: try ledger.bills(), before: asOf) else {
      return CostTableAnswer()
    }
    var table = TableSums(question.by)
    let pass = try TablePass(self, question, last)
    if question.figures.contains(.cost) { try pass.addCosts(to: &table) }
    if question.figures.contains(.quantity) { try pass.addQuantities(to: &table) }
    if question.figures.contains(.hours) { try pass.addHours(to: &table) }
    return CostTableAnswer(
      rows: table.rows, scale: table.scale, usageScale: table.usageScale, days: last.count,
      lastDay: floorDivide(last.span.upperBound - 1, 24))
  }
}

/// Runs over the bills for one figure after the other.
private struct TablePass {
  private let engine: CostEngine
  private let question: CostTableQuestion
  private let last: LastDays
  private let resolver: FieldResolver
  private let fields: [Field]
  private let filters: [CompiledFilter]
  private let clock: LocalClock

  init(_ engine: CostEngine, _ question: CostTableQuestion, _ last: LastDays) throws {
    self.engine = engine
    self.question = question
    self.last = last
    let resolver = try FieldResolver(engine.ledger, engine.settings)
    self.resolver = resolver
    fields = try question.by.map { try Self.field($0, resolver) }
    filters = try question.filters.map { text in
      let filter = try Filter(parsing: text)
      return try CompiledFilter(filter, Self.field(filter.dimension, resolver))
    }
    clock = try LocalClock(per: .hour, timeZone: question.timeZone)
  }

  /// A tag that no bill has is absent everywhere, and no mistake: the rules are the same for all bills.
  private static func field(_ name: String, _ resolver: FieldResolver) throws -> Field {
    if name == "resource_id" { return .dimension(.resource) }
    if name.hasPrefix("concept:") {
      let concept = String(name.dropFirst(8))
      return resolver.hasConcept(concept) ? .concept(concept) : .tag(concept)
    }
    if name.hasPrefix("tag:"), let field = Field(name) { return field }
    return try resolver.field(name)
  }

  func addCosts(to table: inout TableSums) throws {
    var (groups, sums) = (Groups(), SliceSums())
    for bill in last.bills {
      let measure: Measure = bill.measures.contains(.effective) ? .effective : .billed
      try add(bill, measure, &groups, &sums) { Slice(name: nil, hour: slice($0)) }
    }
    table.addCosts(groups.keys, Self.ordered(sums), sums)
  }

  func addQuantities(to table: inout TableSums) throws {
    var (groups, sums) = (Groups(), SliceSums())
    for bill in last.bills where bill.measures.contains(.usage) {
      try add(bill, .usage, &groups, &sums) { Slice(name: nil, hour: slice($0)) }
    }
    table.addQuantities(groups.keys, Self.ordered(sums), sums)
  }

  func addHours(to table: inout TableSums) throws {
    var (groups, sums) = (Groups(), SliceSums())
    for bill in last.bills where bill.measures.contains(.usage) {
      try add(bill, .usage, &groups, &sums) { Slice(name: nil, hour: $0) }
    }
    table.addHours(groups.keys, Self.ordered(sums), sums, slice)
  }

  private func add(
    _ bill: StoredBill, _ measure: Measure, _ groups: inout Groups, _ sums: inout SliceSums,
    _ sliceOf: (Int) -> Slice
  ) throws {
    let query = PlannedQuery(
      fields, filters, engine.settings, resolver.keys, month: bill.key.period)
    try BillPass(engine.ledger, engine.settings, bill, measure, query, limit: engine.limit).add(
      to: &groups, &sums
    ) {
      last.span.contains($0) ? sliceOf($0) : nil
    }
  }

  private func slice(_ hour: Int) -> Int {
    switch question.per {
    case .total: 0
    case .day: floorDivide(hour, 24)
    case .hourOfWeek: clock.hourOfWeek(hour)
    }
  }

  private static func ordered(_ sums: SliceSums) -> [CostRows.Sum] {
    sums.bySlice(rank: Array(sums.slices.indices))
  }
}

/// The rows of a table, put together from the passes.
private struct TableSums {
  private struct Key: Hashable {
    var group: Int
    var slice: Int
  }

  private(set) var rows: [CostTableAnswer.Row] = []
  private(set) var scale = 0
  private(set) var usageScale = 0
  private var places: [Key: [Int]] = [:]
  private var groups: [[String?]: Int] = [:]
  private let namesLastPart: [Bool]

  init(_ by: [String]) {
    namesLastPart = by.map { $0 == "resource_id" }
  }

  mutating func addCosts(_ keys: [CostRows.Group], _ sums: [CostRows.Sum], _ all: SliceSums) {
    scale = all.scale
    let numbers = keys.map { number($0.values) }
    for sum in sums {
      let (key, unit) = (keys[Int(sum.group)], keys[Int(sum.group)].unit)
      let row = row(key, numbers[Int(sum.group)], all.slices[Int(sum.slice)].hour) { row in
        row.cost == nil || row.currency == unit
      }
      rows[row].cost = (rows[row].cost ?? 0) + sum.units
      rows[row].currency = unit
    }
  }

  mutating func addQuantities(_ keys: [CostRows.Group], _ sums: [CostRows.Sum], _ all: SliceSums) {
    usageScale = all.scale
    let numbers = keys.map { number($0.values) }
    var mixed: Set<Int> = []
    for sum in sums {
      let key = keys[Int(sum.group)]
      let row = row(key, numbers[Int(sum.group)], all.slices[Int(sum.slice)].hour) { _ in true }
      if rows[row].quantity != nil, rows[row].unit != key.unit { mixed.insert(row) }
      rows[row].quantity = (rows[row].quantity ?? 0) + sum.units
      rows[row].unit = key.unit
    }
    for row in mixed { (rows[row].quantity, rows[row].unit) = (nil, nil) }
  }

  /// - Parameter sliceOf: the slice of the table in which an hour lies.
  mutating func addHours(
    _ keys: [CostRows.Group], _ sums: [CostRows.Sum], _ all: SliceSums, _ sliceOf: (Int) -> Int
  ) {
    let numbers = keys.map { number($0.values) }
    let slices = all.slices.map { sliceOf($0.hour) }
    var counts: [Key: Int] = [:]
    var (slice, met): (Int32, Set<Int>) = (-1, [])
    for sum in sums where sum.units > 0 {
      if sum.slice != slice { (slice, met) = (sum.slice, []) }
      let number = numbers[Int(sum.group)]
      // Two units or two names of one resource in one hour are one hour.
      guard met.insert(number).inserted else { continue }
      counts[Key(group: number, slice: slices[Int(sum.slice)]), default: 0] += 1
    }
    var values: [Int: CostRows.Group] = [:]
    for (key, number) in zip(keys, numbers) { values[number] = key }
    for (key, count) in counts.sorted(by: { ($0.key.group, $0.key.slice) < ($1.key.group, $1.key.slice) }) {
      guard let group = values[key.group] else { continue }
      let row = row(group, key.group, key.slice) { _ in true }
      rows[row].hours = count
    }
  }

  private mutating func number(_ values: [String?]) -> Int {
    let named = named(values)
    if let known = groups[named] { return known }
    groups[named] = groups.count
    return groups.count - 1
  }

  private func named(_ values: [String?]) -> [String?] {
    zip(values, namesLastPart).map { value, namesLastPart in
      guard namesLastPart, let value, value.hasPrefix("arn:") else { return value }
      return value.lastIndex { $0 == "/" || $0 == ":" }.map { String(value[value.index(after: $0)...]) }
    }
  }

  /// The row of a group and slice that fits; a new one where there is none.
  private mutating func row(
    _ key: CostRows.Group, _ number: Int, _ slice: Int, fits: (CostTableAnswer.Row) -> Bool
  ) -> Int {
    let place = Key(group: number, slice: slice)
    if let known = places[place]?.first(where: { fits(rows[$0]) }) { return known }
    places[place, default: []].append(rows.count)
    rows.append(CostTableAnswer.Row(values: named(key.values), slice: slice))
    return rows.count - 1
  }
}
