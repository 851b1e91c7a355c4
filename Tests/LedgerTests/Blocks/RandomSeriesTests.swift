import Billing
import TestSupport
import Testing

@testable import Ledger

/// Whatever a bill holds, the ledger gives it back, and so do its views.
struct RandomSeriesTests {
  /// One cell of a measure.
  private struct Cell: Hashable {
    var combination: Int
    var resource: String
    var ownTags: String
    var hour: Int
    var units: Int128
  }

  @Test(arguments: 0..<25)
  func comesBack(seed: Int) throws {
    let random = RandomSeries(seed: UInt64(seed))
    let folder = try TemporaryFolder()
    let path = folder.path("ledger.sqlite")
    let ledger = try Ledger.writing(path)
    #expect(try BillStore(ledger, importedAt: "").store([random.assembled]).map(\.status) == [.new])
    #expect(try BillStore(ledger, importedAt: "").store([random.assembled]).map(\.status) == [.unchanged])
    let stored = try #require(try ledger.bills().first)
    #expect(stored.measures == random.bill.measures)

    for (place, measure) in random.bill.measures.enumerated() {
      var expected: [Cell: Int] = [:]
      for series in random.series {
        for (hour, units) in zip(series.hours, series.values[place]) {
          let cell = Cell(
            combination: series.combination, resource: series.resource, ownTags: series.ownTags, hour: hour,
            units: units)
          expected[cell, default: 0] += 1
        }
      }
      var read: [Cell: Int] = [:]
      var blocks: [(series: Int64, combination: Int64, hours: [Int32], members: [Int32], units: [Int128])] =
        []
      try ledger.forEachBlock(of: stored, measure) { block in
        let units = unsafe block.isWide ? block.wide : block.narrow.map { Int128($0) }
        unsafe blocks.append(
          (block.series, block.combination, Array(block.hours), Array(block.members), units))
      }
      let first = blocks.map(\.combination).min() ?? 0
      for block in blocks {
        #expect(block.hours.count == block.units.count)
        let members = try BlockMemberReader(ledger).members(of: block.series)
        for index in block.hours.indices {
          let member = block.members.isEmpty ? 0 : Int(block.members[index])
          let cell = Cell(
            combination: Int(block.combination - first), resource: members.resources[member] ?? "",
            ownTags: members.ownTags[member] ?? "", hour: Int(block.hours[index]), units: block.units[index])
          read[cell, default: 0] += 1
        }
      }
      #expect(read == expected, "\(measure)")
    }
    try expectViews(path, random)
  }

  /// Adds the views up with Python's `decimal`.
  private func expectViews(_ path: String, _ random: RandomSeries) throws {
    let totals = random.bill.summaries.flatMap { summary in
      zip(random.bill.measures, summary.totals).map { ($0, summary.currency, $1) }
    }
    #expect(try ViewSums.lines(path, random.bill.measures) == ViewSums.expected(totals))
  }
}
