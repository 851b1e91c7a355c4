public import Billing
internal import Dispatch
internal import Synchronization

/// Puts bills into a ledger: each as a whole, or not at all.
public struct BillStore {
  /// What became of a bill.
  public enum Status: String, Sendable { case new, replaced, unchanged }

  private let ledger: Ledger
  /// The time of the import, ISO 8601.
  private let importedAt: String

  public init(_ ledger: Ledger, importedAt: String) {
    self.ledger = ledger
    self.importedAt = importedAt
  }

  /// Stores a bill in one transaction, in place of what the ledger has of it.
  ///
  /// - Throws: a `Problem` where what is to be stored does not add up to what was read.
  public func store(_ assembled: AssembledBill) throws -> Status {
    let bill = assembled.bill
    let (blocks, sums) = try pack(assembled)
    guard blocks.allSatisfy(\.isInReach) else { throw Problem.tooLarge(bill.key) }
    try check(bill, sums)
    let digest = digest(bill, blocks)

    return try ledger.database.transaction {
      let known = try ledger.database.value(
        "SELECT id FROM bill WHERE billing_account = ? AND period = ?",
        [.text(bill.key.billingAccount), .text(bill.key.period)])
      if case .integer(let id) = known {
        let stored = try ledger.database.value("SELECT digest FROM bill WHERE id = ?", [.integer(id)])
        if stored == .text(digest) { return .unchanged }
        try ledger.database.run("DELETE FROM bill WHERE id = ?", [.integer(id)])
      }
      try insert(bill, digest, blocks)
      return known == .null ? .new : .replaced
    }
  }

  /// Packs the bill's series into blocks, on two threads where there are many.
  ///
  /// - Returns: the blocks in order, and for each combination and measure the sum of what was packed.
  private func pack(_ assembled: AssembledBill) throws -> ([Block], [[Int128]]) {
    let parts = 2
    let packed = Mutex<[Int: Result<BlockEncoder, any Error>]>([:])
    nonisolated(unsafe) let assembled = assembled
    DispatchQueue.concurrentPerform(iterations: parts) { number in
      var encoder = unsafe BlockEncoder(assembled.bill)
      let result = Result {
        try unsafe assembled.forEachSeries(in: .init(number, of: parts)) { encoder.add($0) }
        encoder.finish()
        return encoder
      }
      packed.withLock { $0[number] = result }
    }
    let encoders = try packed.withLock { all in try (0..<parts).compactMap { try all[$0]?.get() } }
    var sums = encoders[0].sums
    for encoder in encoders.dropFirst() {
      for combination in sums.indices {
        for measure in sums[combination].indices {
          sums[combination][measure] += encoder.sums[combination][measure]
        }
      }
    }
    return (encoders.flatMap(\.blocks), sums)
  }

  /// Holds what was packed against the sums that were taken row by row.
  private func check(_ bill: Bill, _ sums: [[Int128]]) throws {
    for summary in bill.summaries {
      var totals = Array(repeating: Int128(0), count: bill.measures.count)
      for (combination, sum) in zip(bill.combinations, sums)
      where combination[.currency] ?? "" == summary.currency {
        for measure in totals.indices { totals[measure] += sum[measure] }
      }
      guard totals == summary.totals.map(\.units) else { throw Problem.doesNotAddUp(bill.key) }
    }
  }

  private func digest(_ bill: Bill, _ blocks: [Block]) -> String {
    var digest = ContentDigest()
    digest.combine(
      "\(bill.format) \(bill.firstHour) \(bill.hours) \(bill.newestHour) \(bill.scale) \(bill.usageScale) "
        + "\(bill.measures) \(bill.unkept) \(bill.ownTagKeys.sorted()) \(bill.summaries) \(bill.rejects)")
    for combination in bill.combinations { digest.combine(BillStore.identity(combination)) }
    for block in blocks {
      digest.combine("\(block.combination) \(block.cells) \(block.firstHour) \(block.members.count)")
      switch block.hours {
      case .contiguous: digest.combine("contiguous")
      case .presence(let bytes): digest.combine(bytes)
      case .offsets(let offsets): combine(offsets, into: &digest)
      }
      combine(block.member, into: &digest)
      for figures in block.measures {
        switch figures {
        case .absent: digest.combine("absent")
        case .sameAsBilled: digest.combine("billed")
        case .digits(let digits): combine(digits, into: &digest)
        }
      }
      combine(block.members.resourceOffsets, into: &digest)
      digest.combine(block.members.resources)
      combine(block.members.ownOffsets, into: &digest)
      digest.combine(block.members.ownTags)
    }
    return digest.text
  }

  private func combine(_ digits: Digits?, into digest: inout ContentDigest) {
    guard let digits else { return digest.combine("none") }
    digest.combine("\(digits.base.map { String($0) } ?? "wide") \(digits.width)")
    digest.combine(digits.bytes)
  }

  private static func identity(_ combination: Combination) -> String {
    let dimensions = Dimension.allCases.map { combination[$0] ?? "\u{0}" }.joined(separator: "\u{1}")
    let maps = [combination.tags, combination.costCategories].map { TagMap.text($0) ?? "{}" }
    return dimensions + maps.joined()
  }

  // MARK: Rows

  private func insert(_ bill: Bill, _ digest: String, _ blocks: [Block]) throws {
    let id = try insertBill(bill, digest)
    let firstCombination = try insertCombinations(bill, id)
    try insert(blocks, bill: id, firstCombination)
    let reject = try ledger.database.prepare("INSERT INTO reject VALUES(?, ?, ?, ?, ?, ?, ?, ?)")
    for row in bill.rejects {
      try reject.run([
        .integer(id), .text(row.file), SQLValue(row.line), SQLValue(row.column), .text(row.value),
        .text(row.reason),
        .text(row.text), SQLValue(row.billed?.description),
      ])
    }
  }

  private func insertBill(_ bill: Bill, _ digest: String) throws -> Int64 {
    let providers = Set(bill.combinations.compactMap { $0[.provider] }).sorted()
    try ledger.database.run(
      """
      INSERT INTO bill(billing_account, period, format, providers, first_hour, hours, newest_hour, scale,
        usage_scale, measures, unkept, is_estimated, digest, imported_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(bill.key.billingAccount), .text(bill.key.period), .text(bill.format), .text(json(providers)),
        SQLValue(bill.firstHour), SQLValue(bill.hours), SQLValue(bill.newestHour), SQLValue(bill.scale),
        SQLValue(bill.usageScale), .text(json(bill.measures.map(\.rawValue))),
        .text(json(bill.unkept.map(\.rawValue))), SQLValue(bill.isEstimated ? 1 : 0),
        .text(digest), .text(importedAt),
      ])
    let id = ledger.database.lastInsertedRow
    for file in bill.files {
      try ledger.database.run("INSERT INTO bill_file VALUES(?, ?)", [.integer(id), .text(file)])
    }
    for summary in bill.summaries {
      for (index, measure) in bill.measures.enumerated() {
        try ledger.database.run(
          "INSERT INTO bill_total VALUES(?, ?, ?, ?, ?, ?, ?)",
          [
            .integer(id), .text(summary.currency), .text(measure.rawValue),
            .text(summary.totals[index].description),
            SQLValue(summary.rows), SQLValue(summary.charges), SQLValue(summary.empties[index]),
          ])
      }
    }
    return id
  }

  /// - Returns: the id of the first; the others follow one by one.
  private func insertCombinations(_ bill: Bill, _ id: Int64) throws -> Int64 {
    let columns = Dimension.ofCombinations
    let marks = Array(repeating: "?", count: columns.count + 3).joined(separator: ", ")
    let statement = try ledger.database.prepare(
      """
      INSERT INTO combination(bill_id, \(columns.map(\.rawValue).joined(separator: ", ")), tags, cost_categories)
      VALUES(\(marks))
      """)
    var first: Int64 = 0
    for (number, combination) in bill.combinations.enumerated() {
      try statement.run(
        [.integer(id)] + columns.map { SQLValue(combination[$0]) }
          + [SQLValue(TagMap.text(combination.tags)), SQLValue(TagMap.text(combination.costCategories))])
      if number == 0 { first = ledger.database.lastInsertedRow }
    }
    let keys = try ledger.database.prepare("INSERT OR IGNORE INTO bill_key VALUES(?, ?, ?)")
    for key in bill.ownTagKeys.union(bill.combinations.flatMap(\.tags.keys)) {
      try keys.run([.integer(id), "tag", .text(key)])
    }
    for key in bill.ownTagKeys { try keys.run([.integer(id), "own_tag", .text(key)]) }
    for key in Set(bill.combinations.flatMap(\.costCategories.keys)) {
      try keys.run([.integer(id), "cost_category", .text(key)])
    }
    return first
  }

  private func insert(_ blocks: [Block], bill: Int64, _ firstCombination: Int64) throws {
    let figures = Measure.allCases.flatMap { ["\($0.rawValue)_base", "\($0.rawValue)_w", $0.rawValue] }
    let marks = Array(repeating: "?", count: 8 + figures.count).joined(separator: ", ")
    let series = try ledger.database.prepare(
      """
      INSERT INTO series(bill_id, combination_id, n, first_hour, hours_w, hours, member_w, member,
        \(figures.joined(separator: ", "))) VALUES(\(marks))
      """)
    let member = try ledger.database.prepare("INSERT INTO member VALUES(?, ?, ?, ?, ?, ?, ?, ?)")
    for block in blocks {
      var row: [SQLValue] = [
        .integer(bill), .integer(firstCombination + Int64(block.combination)), SQLValue(block.cells),
        SQLValue(block.firstHour),
      ]
      switch block.hours {
      case .contiguous: row += [.null, .null]
      case .presence(let bytes): row += [.null, .blob(bytes)]
      case .offsets(let offsets): row += [SQLValue(offsets.width), .blob(offsets.bytes)]
      }
      row += block.member.map { [SQLValue($0.width), .blob($0.bytes)] } ?? [0, .null]
      for figures in block.measures {
        switch figures {
        case .absent: row += [.null, .null, .null]
        case .sameAsBilled: row += [.null, -1, .null]
        case .digits(let digits):
          row += [digits.base.map(SQLValue.integer) ?? .null, SQLValue(digits.width), .blob(digits.bytes)]
        }
      }
      try series.run(row)
      let members = block.members
      try member.run([
        .integer(ledger.database.lastInsertedRow), SQLValue(members.count),
        SQLValue(members.resourceOffsets.width),
        .blob(members.resourceOffsets.bytes), .blob(members.resources), SQLValue(members.ownOffsets?.width),
        members.ownOffsets.map { .blob($0.bytes) } ?? .null,
        members.ownOffsets == nil ? .null : .blob(members.ownTags),
      ])
    }
  }

  private func json(_ values: [String]) -> String {
    "[" + values.map(TagMap.quoted).joined(separator: ",") + "]"
  }
}
