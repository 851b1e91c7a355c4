import Testing

@testable import Billing

/// One bill that was read, with all its cells at hand.
struct ReadBill {
  struct Series {
    var combination: Combination
    var resource: String
    var ownTags: [String: String]
    /// The hours of the billing period, from 0 on.
    var hours: [Int]
    var values: [[Int128]]
  }

  var bill: Bill
  var series: [Series] = []

  /// Reads all bills of some files.
  static func all(_ paths: [String], workers: Int = 1, assumed: [String: String] = [:]) throws -> [ReadBill] {
    var reader = BillReader(workers: workers)
    reader.assumed = assumed
    return try reader.read(paths.map { BillReader.Input(path: $0, name: Manifest.baseName($0)) }) { bills in
      try bills.map { assembled in
        var read = ReadBill(bill: assembled.bill)
        try assembled.forEachSeries { cells in
          read.series.append(
            Series(
              combination: assembled.bill.combinations[cells.combination],
              resource: String(decoding: cells.resource, as: UTF8.self),
              ownTags: TagMap.read(String(decoding: cells.ownTags, as: UTF8.self)),
              hours: cells.hours.map { Int($0) - assembled.bill.firstHour },
              values: assembled.bill.measures.indices.map { Array(cells.values(of: $0)) }))
        }
        return read
      }
    }
  }

  /// Reads the only bill of a file.
  static func one(_ path: String, workers: Int = 1, assumed: [String: String] = [:]) throws -> ReadBill {
    let bills = try all([path], workers: workers, assumed: assumed)
    try #require(bills.count == 1)
    return bills[0]
  }

  /// The sum of a measure over the series that are meant.
  func sum(_ measure: Measure, where isMeant: (Series) -> Bool = { _ in true }) -> Amount? {
    guard let place = bill.measures.firstIndex(of: measure) else { return nil }
    let units = series.filter(isMeant).reduce(Int128(0)) { $0 + $1.values[place].reduce(0, +) }
    return Amount(units: units, scale: bill.scale(of: measure))
  }

  /// The billed cost of each hour, as text; hours without a cell are left out.
  func hourly(_ measure: Measure = .billed) -> [Int: String] {
    guard let place = bill.measures.firstIndex(of: measure) else { return [:] }
    var sums: [Int: Int128] = [:]
    for series in series {
      for (hour, value) in zip(series.hours, series.values[place]) { sums[hour, default: 0] += value }
    }
    return sums.mapValues { Amount(units: $0, scale: bill.scale(of: measure)).digits }
  }
}
