internal import Billing

extension Ledger {
  /// The digests of the files that each bill came in.
  func knownFiles() throws -> [BillKey: Set<String>] {
    var known: [BillKey: Set<String>] = [:]
    try database.query(
      "SELECT billing_account, period, f.digest FROM bill_file f JOIN bill b ON b.id = f.bill_id"
    ) { row in
      let key = BillKey(billingAccount: row.text(0) ?? "", period: row.text(1) ?? "")
      known[key, default: []].insert(row.text(2) ?? "")
    }
    return known
  }

  /// New parts of a bill together with what the ledger has of it.
  func joined(_ parts: AssembledBill) throws -> AssembledBill {
    guard let stored = try bills().first(where: { $0.key == parts.bill.key }) else { return parts }
    guard stored.firstHour == parts.bill.firstHour, stored.hours == parts.bill.hours else {
      throw Problem.periodsDiffer(stored.key)
    }
    let old = try bill(stored)
    let bill = old.joined(parts.bill)
    let places = parts.bill.combinations.map { bill.combinations.firstIndex(of: $0) ?? 0 }
    return AssembledBill(bill: bill) { part, body in
      // One thread each: the connection is used by that of the first part alone.
      if part.number == 0 {
        try forEachSeries(of: stored) { try body($0.fitted(from: old, to: bill)) }
      }
      if part.number == part.count - 1 {
        try parts.forEachSeries { series in
          let fitted = series.fitted(from: parts.bill, to: bill)
          fitted.combination = places[series.combination]
          try body(fitted)
        }
      }
    }
  }

  /// A stored bill without its series.
  private func bill(_ stored: StoredBill) throws -> Bill {
    let rows = try rows(of: stored.id)
    var files: [BillFile] = []
    try database.query("SELECT name, digest FROM bill_file WHERE bill_id = ?", [.integer(stored.id)]) { row in
      files.append(BillFile(name: row.text(0) ?? "", digest: row.text(1) ?? ""))
    }
    return Bill(
      key: stored.key, format: stored.format, files: files, firstHour: stored.firstHour, hours: stored.hours,
      scale: stored.scale, usageScale: stored.usageScale, measures: stored.measures, unkept: stored.unkept,
      combinations: (rows.rows[.combination] ?? []).map { Combination($0, of: stored.key) },
      ownTagKeys: stored.ownTagKeys, summaries: try summaries(of: stored), newestHour: stored.newestHour,
      isEstimated: stored.isEstimated, differences: [],
      rejects: (rows.rows[.reject] ?? []).map(Reject.init(row:)),
      invoices: (rows.rows[.invoice] ?? []).map(InvoiceSum.init(row:)))
  }

  /// What a stored bill adds up to, one entry a currency.
  func summaries(of stored: StoredBill) throws -> [BillSummary] {
    let totals = try billTotals().filter { $0.bill == stored.id }
    return Dictionary(grouping: totals, by: \.currency).sorted { $0.key < $1.key }.map { currency, totals in
      let ordered = stored.measures.compactMap { measure in totals.first { $0.measure == measure } }
      return BillSummary(
        currency: currency, rows: totals[0].rows, charges: totals[0].charges,
        totals: ordered.map { $0.total.scaled(to: stored.scale(of: $0.measure)) },
        empties: ordered.map(\.emptyCells))
    }
  }

  /// Unpacks all measures of a bill, block by block and member by member.
  private func forEachSeries(of bill: StoredBill, _ body: (SeriesCells) throws -> Void) throws {
    var first: Int64?
    var blocks: [(series: Int64, cells: SeriesCells, members: [Int32])] = []
    for (place, measure) in bill.measures.enumerated() {
      var number = 0
      try forEachBlock(of: bill, measure) { cells in
        if place == 0 {
          let unpacked = SeriesCells()
          first = min(first ?? cells.combination, cells.combination)
          unpacked.combination = Int(cells.combination)
          unpacked.hours = unsafe Array(cells.hours)
          blocks.append((cells.series, unpacked, unsafe Array(cells.members)))
        }
        blocks[number].cells.values += unsafe cells.isWide ? cells.wide : cells.narrow.map { Int128($0) }
        number += 1
      }
    }
    let members = try BlockMemberReader(self)
    for block in blocks {
      let names = try members.members(of: block.series)
      for (member, places) in block.cells.places(of: block.members) {
        let series = SeriesCells()
        series.combination = block.cells.combination - Int(first ?? 0)
        series.resource = Array((names.resources[member] ?? "").utf8)
        series.ownTags = Array((names.ownTags[member] ?? "").utf8)
        series.hours = places.map { block.cells.hours[$0] }
        series.values = bill.measures.indices.flatMap { measure in
          places.map { block.cells.values[measure * block.cells.hours.count + $0] }
        }
        try body(series)
      }
    }
  }
}

extension SeriesCells {
  /// Where the cells of each member are.
  fileprivate func places(of members: [Int32]) -> [(member: Int, places: [Int])] {
    guard !members.isEmpty else { return [(0, Array(hours.indices))] }
    return Dictionary(grouping: hours.indices) { members[$0] }.sorted { $0.key < $1.key }
      .map { (Int($0.key), $0.value) }
  }

  /// The measures of another bill, at its decimals.
  fileprivate func fitted(from bill: Bill, to other: Bill) -> SeriesCells {
    let fitted = SeriesCells()
    fitted.combination = combination
    fitted.resource = resource
    fitted.ownTags = ownTags
    fitted.hours = hours
    fitted.values = other.measures.flatMap { measure in
      let factor = powerOfTen(other.scale(of: measure) - bill.scale(of: measure))
      return values(of: bill.measures.firstIndex(of: measure) ?? 0).map { $0 * factor }
    }
    return fitted
  }
}

extension Bill {
  /// What this bill and further parts of it are together, without their series.
  fileprivate func joined(_ parts: Bill) -> Bill {
    var bill = self
    bill.files += parts.files
    bill.scale = max(scale, parts.scale)
    bill.usageScale = max(usageScale, parts.usageScale)
    bill.measures = measures.filter(parts.measures.contains)
    bill.unkept = Set(unkept + parts.unkept).sorted { $0.rawValue < $1.rawValue }
    let known = Set(combinations)
    bill.combinations += parts.combinations.filter { !known.contains($0) }
    bill.ownTagKeys.formUnion(parts.ownTagKeys)
    bill.newestHour = max(newestHour, parts.newestHour)
    bill.isEstimated = isEstimated || parts.isEstimated
    bill.differences = parts.differences
    bill.rejects += parts.rejects
    bill.repeats = parts.repeats
    bill.invoices = InvoiceSum.grouped(invoices + parts.invoices)
    bill.summaries = Set((summaries + parts.summaries).map(\.currency)).sorted().map { currency in
      var sum = bill.summary(of: currency, in: self)
      let added = bill.summary(of: currency, in: parts)
      sum.rows += added.rows
      sum.charges += added.charges
      for measure in bill.measures.indices {
        sum.totals[measure] += added.totals[measure]
        sum.empties[measure] += added.empties[measure]
      }
      return sum
    }
    return bill
  }

  /// A currency's summary in another bill, with the measures and decimals of this one.
  private func summary(of currency: String, in other: Bill) -> BillSummary {
    let known = other.summaries.first { $0.currency == currency }
    let places = measures.map { other.measures.firstIndex(of: $0) ?? 0 }
    return BillSummary(
      currency: currency, rows: known?.rows ?? 0, charges: known?.charges ?? 0,
      totals: zip(measures, places).map { measure, place in
        (known?.totals[place] ?? .zero).scaled(to: scale(of: measure))
      },
      empties: places.map { known?.empties[$0] ?? 0 })
  }
}

extension Combination {
  /// - Parameter row: a row of the table `combination`.
  fileprivate init(_ row: [SQLValue], of key: BillKey) {
    self.init()
    for (dimension, value) in zip(Dimension.ofCombinations, row) { self[dimension] = value.text }
    self[.billingAccount] = key.billingAccount
    let maps = row.suffix(2).map { $0.text.map(TagMap.read) ?? [:] }
    (tags, costCategories) = (maps[0], maps[1])
  }
}

extension Reject {
  fileprivate init(row: [SQLValue]) {
    self.init(
      file: row[0].text ?? "", line: row[1].integer, column: row[2].text, value: row[3].text ?? "",
      reason: row[4].text ?? "", text: row[5].text ?? "", billed: row[6].text.flatMap { Amount($0) })
  }
}

extension InvoiceSum {
  /// - Parameter row: a row of the table `bill_invoice`.
  init(row: [SQLValue]) {
    self.init(
      issuer: row[0].text, invoice: row[1].text, currency: row[2].text ?? "", category: row[3].text,
      charges: row[4].integer, billed: row[5].text.flatMap { Amount($0) } ?? .zero)
  }
}

extension SQLValue {
  fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }
  fileprivate var integer: Int { if case .integer(let integer) = self { Int(integer) } else { 0 } }
}
