internal import Billing

/// One row of the table `series`, with its members.
struct Block {
  var combination: Int
  var cells: Int
  var firstHour: Int
  var hours: Hours
  var member: Digits?
  var measures: [Figures]
  var members: Members

  /// In which hours the cells are.
  enum Hours {
    case contiguous
    /// `1` and `0` for each hour from the first on.
    case presence([UInt8])
    /// An offset from the first hour for each cell.
    case offsets(Digits)
  }

  /// A measure's cells.
  enum Figures {
    case absent
    case sameAsBilled
    case digits(Digits)
  }

  /// Whether all figures fit the form in which they are stored.
  var isInReach: Bool {
    measures.allSatisfy { if case .digits(let digits) = $0 { !digits.isOutOfReach } else { true } }
  }

  /// The members' resources and own tags.
  struct Members {
    var count: Int
    var resources: Names
    /// Nil where no member has any.
    var ownTags: Names?
  }
}

/// Packs the series of a bill into blocks.
///
/// A series that is charged in most of its hours is a block of its own, with a cell for each hour. The
/// others of a combination share blocks, with an hour and a member for each cell.
struct BlockEncoder {
  static let mostCells = 2048

  private let bill: Bill
  /// For each measure of the schema its place in the bill; nil where the bill lacks it.
  private let places: [Int?]
  private(set) var blocks: [Block] = []
  private var open: OpenBlock
  /// What was packed, for the import's check of itself: of each combination, each measure.
  private(set) var sums: [Int128]
  /// The days since 1970 on which anything is charged.
  private(set) var days: Set<Int32> = []
  private var newestDay: Int32 = -1

  private struct OpenBlock {
    var combination = -1
    var hours: [Int] = []
    var memberOf: [Int] = []
    /// Room for each measure's figures, `mostCells` of each.
    var values: [Int128]
    var resources = NameList()
    var ownTags = NameList()

    init(measures: Int) { values = Array(repeating: 0, count: measures * mostCells) }

    /// Empties it and keeps the room.
    mutating func clear() {
      hours.removeAll(keepingCapacity: true)
      memberOf.removeAll(keepingCapacity: true)
      resources.clear()
      ownTags.clear()
    }
  }

  init(_ bill: Bill) {
    self.bill = bill
    places = Measure.allCases.map { bill.measures.firstIndex(of: $0) }
    sums = Array(repeating: 0, count: bill.measures.count * bill.combinations.count)
    open = OpenBlock(measures: bill.measures.count)
  }

  mutating func add(_ series: SeriesCells) {
    let (hours, values) = (series.hours, series.values)
    for measure in bill.measures.indices {
      var sum: Int128 = 0
      for index in 0..<hours.count { sum += values[measure * hours.count + index] }
      sums[series.combination * bill.measures.count + measure] += sum
    }
    if series.combination != open.combination { flush(next: series.combination) }
    guard let first = hours.first, let last = hours.last else { return }
    for hour in hours where hour / 24 != newestDay {
      newestDay = hour / 24
      days.insert(newestDay)
    }
    let span = Int(last - first) + 1
    if hours.count >= 16, hours.count * 3 >= span * 2, span <= Self.mostCells {
      takeAlone(series, span)
    } else {
      share(series)
    }
  }

  mutating func finish() { flush(next: -1) }

  private mutating func takeAlone(_ series: SeriesCells, _ span: Int) {
    let first = series.hours[0]
    let isContiguous = span == series.hours.count
    var presence: [UInt8] = []
    if !isContiguous {
      presence = Array(repeating: UInt8(ascii: "0"), count: span)
      for hour in series.hours { presence[Int(hour - first)] = UInt8(ascii: "1") }
    }
    let values = bill.measures.indices.map { measure in
      let values = series.values(of: measure)
      return isContiguous ? values : filled(values, series.hours, span)[...]
    }
    blocks.append(
      Block(
        combination: series.combination, cells: span, firstHour: Int(first),
        hours: isContiguous ? .contiguous : .presence(presence), member: nil, measures: figures(values),
        members: members(NameList(series.resource), NameList(series.ownTags))))
  }

  /// A value for each hour: a gap repeats the cell before it, so that it widens no digits.
  private func filled(_ values: ArraySlice<Int128>, _ hours: [Int32], _ span: Int) -> [Int128] {
    var filled: [Int128] = []
    filled.reserveCapacity(span)
    var next = 0
    for hour in 0..<span {
      if next + 1 < hours.count, Int(hours[next + 1] - hours[0]) == hour { next += 1 }
      filled.append(values[values.startIndex + next])
    }
    return filled
  }

  private mutating func share(_ series: SeriesCells) {
    let (hours, values) = (series.hours, series.values)
    var start = 0
    while start < hours.count {
      if open.hours.count == Self.mostCells { flush(next: series.combination) }
      let end = min(hours.count, start + Self.mostCells - open.hours.count)
      let (place, member) = (open.hours.count, open.resources.count)
      for index in start..<end {
        open.hours.append(Int(hours[index]))
        open.memberOf.append(member)
      }
      unsafe open.values.withUnsafeMutableBufferPointer { room in
        for measure in 0..<bill.measures.count {
          for index in start..<end {
            unsafe room[measure * Self.mostCells + place + index - start] =
              values[measure * hours.count + index]
          }
        }
      }
      open.resources.append(series.resource)
      open.ownTags.append(series.ownTags)
      start = end
    }
  }

  private mutating func flush(next: Int) {
    if let first = open.hours.min() {
      blocks.append(
        Block(
          combination: open.combination, cells: open.hours.count, firstHour: first,
          hours: .offsets(Digits(counting: open.hours.map { $0 - first })),
          member: open.resources.count > 1 ? Digits(counting: open.memberOf) : nil,
          measures: figures(
            bill.measures.indices.map {
              open.values[$0 * Self.mostCells..<$0 * Self.mostCells + open.hours.count]
            }),
          members: members(open.resources, open.ownTags)))
    }
    open.clear()
    open.combination = next
  }

  private func figures(_ values: [ArraySlice<Int128>]) -> [Block.Figures] {
    zip(Measure.allCases, places).map { measure, place in
      guard let place else { return .absent }
      if measure.isMoney, measure != .billed, let billed = places[Measure.billed.index],
        values[place] == values[billed]
      {
        return .sameAsBilled
      }
      return .digits(Digits(values[place], scale: bill.scale(of: measure)))
    }
  }

  private func members(_ resources: NameList, _ ownTags: NameList) -> Block.Members {
    Block.Members(
      count: resources.count, resources: Names(resources), ownTags: ownTags.isEmpty ? nil : Names(ownTags))
  }
}
