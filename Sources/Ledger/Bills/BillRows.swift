internal import Billing

/// A bill as the rows of the ledger's tables: what is written, digested, and verified afterwards.
///
/// Combinations and blocks are numbered from 0 here, so that the same bill has the same digest in any ledger.
struct BillRows {
  /// What `bill` holds of the content itself, in the order of `headColumns`.
  var head: [SQLValue]
  var rows: [Table: [[SQLValue]]] = [:]

  /// The tables that hold a bill, in the order in which they are written.
  enum Table: String, CaseIterable {
    case total = "bill_total"
    case invoice = "bill_invoice"
    case key = "bill_key"
    case combination, series, member, reject

    /// The columns without the bill's id and the row's own.
    var columns: [String] {
      switch self {
      case .total: ["currency", "measure", "total", "rows", "charges", "empty_cells"]
      case .invoice: ["issuer", "invoice", "currency", "category", "charges", "billed"]
      case .key: ["kind", "key"]
      case .combination: Dimension.ofCombinations.map(\.rawValue) + ["tags", "cost_categories"]
      case .series:
        ["combination_id", "n", "first_hour", "hours_w", "hours", "member_w", "member"]
          + Measure.allCases.flatMap { ["\($0.rawValue)_base", "\($0.rawValue)_w", $0.rawValue] }
      case .member:
        ["n"] + ["resource", "own"].flatMap { ["\($0)_prefix", "\($0)_w", "\($0)_at", "\($0)_rest"] }
      case .reject: ["file", "line", "column", "value", "reason", "text", "billed"]
      }
    }
  }

  static let headColumns = [
    "format", "providers", "first_hour", "hours", "newest_hour", "scale", "usage_scale", "measures", "unkept",
    "is_estimated",
  ]

  var digest: String {
    var digest = ContentDigest()
    Self.combine(head, into: &digest)
    for table in Table.allCases {
      digest.combine("\(table.rawValue) \(rows[table]?.count ?? 0)")
      for row in rows[table] ?? [] { Self.combine(row, into: &digest) }
    }
    return digest.text
  }

  private static func combine(_ row: [SQLValue], into digest: inout ContentDigest) {
    for value in row {
      switch value {
      case .null: digest.combine(0)
      case .integer(let integer):
        digest.combine(1)
        digest.combine(integer)
      case .text(let text):
        digest.combine(2)
        digest.combine(text)
      case .blob(let bytes):
        digest.combine(3)
        digest.combine(bytes)
      }
    }
  }
}

extension BillRows {
  init(_ bill: Bill, _ blocks: [Block]) {
    let providers = Set(bill.combinations.compactMap { $0[.provider] }).sorted()
    head = [
      .text(bill.format), Self.json(providers), SQLValue(bill.firstHour), SQLValue(bill.hours),
      SQLValue(bill.newestHour), SQLValue(bill.scale), SQLValue(bill.usageScale),
      Self.json(bill.measures.map(\.rawValue)), Self.json(bill.unkept.map(\.rawValue)),
      SQLValue(bill.isEstimated ? 1 : 0),
    ]
    rows[.total] = Self.totals(bill)
    rows[.invoice] = bill.invoices.map {
      [
        SQLValue($0.issuer), SQLValue($0.invoice), .text($0.currency), SQLValue($0.category),
        SQLValue($0.charges), .text($0.billed.description),
      ]
    }
    rows[.key] = Self.keys(bill)
    rows[.combination] = bill.combinations.map { combination in
      Dimension.ofCombinations.map { SQLValue(combination[$0]) }
        + [SQLValue(TagMap.text(combination.tags)), SQLValue(TagMap.text(combination.costCategories))]
    }
    rows[.series] = blocks.map(Self.series)
    rows[.member] = blocks.map { Self.member($0.members) }
    rows[.reject] = bill.rejects.map { row in
      [
        .text(row.file), SQLValue(row.line), SQLValue(row.column), .text(row.value), .text(row.reason),
        .text(row.text), SQLValue(row.billed?.description),
      ]
    }
  }

  private static func totals(_ bill: Bill) -> [[SQLValue]] {
    bill.summaries.flatMap { summary in
      // In the order of the table's key.
      bill.measures.indices.sorted { bill.measures[$0].rawValue < bill.measures[$1].rawValue }.map { index in
        [
          .text(summary.currency), .text(bill.measures[index].rawValue),
          .text(summary.totals[index].description), SQLValue(summary.rows), SQLValue(summary.charges),
          SQLValue(summary.empties[index]),
        ]
      }
    }
  }

  private static func keys(_ bill: Bill) -> [[SQLValue]] {
    let kinds = [
      ("cost_category", Set(bill.combinations.flatMap(\.costCategories.keys))), ("own_tag", bill.ownTagKeys),
      ("tag", bill.ownTagKeys.union(bill.combinations.flatMap(\.tags.keys))),
    ]
    return kinds.flatMap { kind, keys in
      keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { [.text(kind), .text($0)] }
    }
  }

  private static func series(_ block: Block) -> [SQLValue] {
    var row: [SQLValue] = [
      SQLValue(block.combination), SQLValue(block.cells), SQLValue(block.firstHour),
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
    return row
  }

  private static func member(_ members: Block.Members) -> [SQLValue] {
    [SQLValue(members.count)] + names(members.resources)
      + (members.ownTags.map(names) ?? [.null, .null, .null, .null])
  }

  private static func names(_ names: Names) -> [SQLValue] {
    [.blob(names.prefix), SQLValue(names.offsets.width), .blob(names.offsets.bytes), .blob(names.bytes)]
  }

  private static func json(_ values: [String]) -> SQLValue {
    .text("[" + values.map(TagMap.quoted).joined(separator: ",") + "]")
  }
}
