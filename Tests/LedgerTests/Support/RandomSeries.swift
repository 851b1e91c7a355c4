import TestSupport

@testable import Billing

/// A random bill in the form that Billing hands to a ledger, with all its cells at hand.
struct RandomSeries {
  struct Series {
    var combination: Int
    var resource: String
    var ownTags: String
    var hours: [Int]
    var values: [[Int128]]
  }

  static let firstHour = 475_872  // 2024-04-15T00:00:00Z
  var bill: Bill
  var series: [Series] = []

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let scale = random.pick([0, 2, 10, 18, 19, 21, 28])
    let measures = random.pick([
      [Measure.billed], [.billed, .effective, .usage], [.billed, .list, .contracted],
    ])
    bill = Bill(
      key: BillKey(billingAccount: "a", period: "2024-05"), format: "FOCUS 1.0",
      files: [BillFile(name: "a.csv", digest: "1")],
      firstHour: Self.firstHour, hours: 744, scale: scale, usageScale: random.pick([0, 3, 20]),
      measures: measures, unkept: [], combinations: [], ownTagKeys: [], summaries: [],
      newestHour: Self.firstHour, isEstimated: false, differences: [], rejects: [])
    for number in 0..<Int.random(in: 1...4, using: &random) {
      var combination = Combination()
      combination[.service] = "service \(number)"
      combination[.currency] = number == 3 ? "EUR" : "USD"
      combination.tags = random.oneIn(2) ? ["team": "t'\(number)\""] : [:]
      bill.combinations.append(combination)
      for member in 0..<random.pick([1, 2, 30]) { add(number, member, &random) }
    }
    summarize()
  }

  private mutating func add(_ combination: Int, _ member: Int, _ random: inout SplitMix64) {
    let cells = random.pick([1, 2, 15, 16, 17, 200, 744])
    let start = Int.random(in: 0...(744 - cells), using: &random)
    // Gaps: none, some, or so many that few hours are left.
    let keep = random.pick([1, 1, 2, 4])
    let hours = (start..<(start + cells)).filter { $0 == start || keep == 1 || !random.oneIn(keep) }
    // At few decimals, such figures would be beyond what a ledger takes.
    let large = min(bill.scale, bill.usageScale) < 2 ? Int128(Int64.max) / 24 : Int128(Int64.max)
    let most = random.pick([Int128(0), 9, 1_000_000, Int128(Int64.max) / 1_000, large])
    let isSame = random.oneIn(3)
    let billed = hours.map { _ in Int128.random(in: -most...most, using: &random) }
    let values = bill.measures.map { measure in
      measure != .usage && isSame
        ? billed : hours.map { _ in Int128.random(in: -most...most, using: &random) }
    }
    series.append(
      Series(
        combination: combination, resource: member == 0 ? "" : "résource-\(member)",
        ownTags: random.oneIn(2) ? "" : "{\"run\":\"\(member)\"}", hours: hours.map { $0 + Self.firstHour },
        values: values))
  }

  private mutating func summarize() {
    for currency in ["EUR", "USD"] where bill.combinations.contains(where: { $0[.currency] == currency }) {
      let own = series.filter { bill.combinations[$0.combination][.currency] == currency }
      let totals = bill.measures.indices.map { measure in
        Amount(
          units: own.reduce(0) { $0 + $1.values[measure].reduce(0, +) },
          scale: bill.scale(of: bill.measures[measure]))
      }
      bill.summaries.append(
        BillSummary(
          currency: currency, rows: own.count, charges: own.count, totals: totals,
          empties: bill.measures.map { _ in 0 }))
    }
  }

  /// The form in which Billing hands it over.
  var assembled: AssembledBill {
    AssembledBill(bill: bill) { part, body in
      let cells = SeriesCells()
      let all = bill.combinations.count
      let wanted = (part.number * all / part.count)..<((part.number + 1) * all / part.count)
      for one in series where wanted.contains(one.combination) {
        cells.combination = one.combination
        cells.resource = Array(one.resource.utf8)
        cells.ownTags = Array(one.ownTags.utf8)
        cells.hours = one.hours.map { Int32($0) }
        cells.values = one.values.flatMap(\.self)
        try body(cells)
      }
    }
  }
}
