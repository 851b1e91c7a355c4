/// Charges of more than an hour, kept as read until the decimals of their bill are known.
struct DividedCharges {
  private struct Entry {
    var series: Int
    var firstHour: Int
    var end: Int
    var scales: Scales
  }

  /// What is kept at most; beyond it, charges are divided at the decimals known by then.
  private static let limit = 1 << 16

  private let measures: Int
  private var entries: [Entry] = []
  private var values: [Int128] = []

  init(measures: Int) { self.measures = measures }

  var isFull: Bool { entries.count >= Self.limit }

  mutating func append(
    series: Int, firstHour: Int, end: Int, scales: Scales, _ figures: UnsafePointer<Int128>
  ) {
    entries.append(Entry(series: series, firstHour: firstHour, end: end, scales: scales))
    unsafe values.append(contentsOf: UnsafeBufferPointer(start: figures, count: measures))
  }

  /// Hands out all charges and forgets them.
  mutating func drain(_ body: (Int, Int, Int, Scales, ArraySlice<Int128>) -> Void) {
    for (index, entry) in entries.enumerated() {
      let figures = values[(index * measures)..<((index + 1) * measures)]
      body(entry.series, entry.firstHour, entry.end, entry.scales, ArraySlice(Array(figures)))
    }
    entries.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }
}
