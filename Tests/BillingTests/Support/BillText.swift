import Testing

@testable import Billing

/// Bills as lines of text, in which two readings of the same files can be compared.
struct BillText: Equatable {
  var lines: [String]

  /// Reads files into all that a ledger would get of them; a refusal is a line, too.
  static func read(
    _ paths: [String], _ reader: ReaderChoice = .automatic, workers: Int = 1, assumed: [String: String] = [:],
    allowsRejects: Bool = false
  ) -> BillText {
    var billReader = BillReader(workers: workers)
    billReader.reader = reader
    billReader.assumed = assumed
    billReader.allowsRejects = allowsRejects
    let inputs = paths.map { BillReader.Input(path: $0, name: Manifest.baseName($0)) }
    do {
      return try billReader.read(inputs) { bills in BillText(lines: try bills.flatMap(Self.lines)) }
    } catch {
      return BillText(lines: ["error: \(error)"])
    }
  }

  private static func lines(_ assembled: AssembledBill) throws -> [String] {
    let bill = assembled.bill
    var lines = [
      "bill \(bill.key) \(bill.format) \(bill.files.map(\.name)) from \(bill.firstHour) for \(bill.hours), newest \(bill.newestHour)",
      "scales \(bill.scale) \(bill.usageScale), measures \(bill.measures), unkept \(bill.unkept), own \(bill.ownTagKeys.sorted())",
    ]
    lines += bill.summaries.map {
      "\($0.currency): \($0.rows) rows, \($0.charges) charges, totals \($0.totals), empty \($0.empties)"
    }
    for (number, combination) in bill.combinations.enumerated() {
      let dimensions = Dimension.allCases.compactMap { name in combination[name].map { "\(name)=\($0)" } }
      lines.append(
        "combination \(number): \(dimensions.joined(separator: "|")) \(TagMap.text(combination.tags) ?? "") "
          + (TagMap.text(combination.costCategories) ?? ""))
    }
    try assembled.forEachSeries { series in
      let own = String(decoding: series.ownTags, as: UTF8.self)
      lines.append(
        "series \(series.combination) \(String(decoding: series.resource, as: UTF8.self)) \(own) \(series.hours) \(series.values)"
      )
    }
    lines += bill.rejects.map {
      "reject \($0.file):\($0.line) \($0.column ?? "-") '\($0.value)' \($0.reason) \($0.billed?.description ?? "-") [\($0.text)]"
    }
    return lines
  }
}

/// Expects two readings to be the same, and shows the first lines in which they differ.
func expectSame(
  _ a: BillText, _ b: BillText, _ what: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  guard a != b else { return }
  let pairs = (0..<max(a.lines.count, b.lines.count)).map { index in
    (index < a.lines.count ? a.lines[index] : "nothing", index < b.lines.count ? b.lines[index] : "nothing")
  }
  let differing = pairs.filter { $0 != $1 }
  let shown = differing.prefix(3).map { "\n- \($0.prefix(600))\n+ \($1.prefix(600))" }.joined()
  Issue.record("\(what): \(differing.count) lines differ:\(shown)", sourceLocation: sourceLocation)
}

/// Reads files through both readers, expects the same of them, and gives it.
@discardableResult
func readBothWays(
  _ paths: [String], assumed: [String: String] = [:], allowsRejects: Bool = false,
  sourceLocation: SourceLocation = #_sourceLocation
) -> BillText {
  let fast = BillText.read(paths, .automatic, assumed: assumed, allowsRejects: allowsRejects)
  let careful = BillText.read(paths, .libcsv, assumed: assumed, allowsRejects: allowsRejects)
  expectSame(
    fast, careful, paths.map(Manifest.baseName).joined(separator: ", "), sourceLocation: sourceLocation)
  return fast
}
