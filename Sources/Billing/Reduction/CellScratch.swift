/// Where the cells of one series come together, from several stores of one scale.
@safe final class CellScratch {
  let measures: Int
  private let values: UnsafeMutablePointer<Int128>
  private let isPresent: UnsafeMutablePointer<Bool>
  private let hoursStart: UnsafeMutablePointer<Int32>
  private var hourCount = 0

  init(measures: Int, hours: Int) {
    self.measures = measures
    unsafe values = .allocate(capacity: measures * hours)
    unsafe isPresent = .allocate(capacity: hours)
    unsafe isPresent.initialize(repeating: false, count: hours)
    unsafe hoursStart = .allocate(capacity: hours)
  }

  deinit {
    unsafe values.deallocate()
    unsafe isPresent.deallocate()
    unsafe hoursStart.deallocate()
  }

  /// The hours that have cells, in the order in which they came; sorted once `sortHours` has been called.
  var hours: UnsafeMutableBufferPointer<Int32> {
    unsafe UnsafeMutableBufferPointer(start: hoursStart, count: hourCount)
  }

  @inline(__always)
  func add<Unit: FixedWidthInteger>(
    _ hour: Int, _ cells: UnsafePointer<Unit>
  ) {
    let start = unsafe cell(hour)
    for measure in 0..<measures { unsafe start[measure] += Int128(cells[measure]) }
  }

  @inline(__always)
  func add<Unit: FixedWidthInteger>(
    _ hour: Int, _ cells: [UnsafeMutablePointer<Unit>], _ index: Int
  ) {
    let start = unsafe cell(hour)
    for measure in 0..<measures { unsafe start[measure] += Int128(cells[measure][index]) }
  }

  @inline(__always)
  private func cell(_ hour: Int) -> UnsafeMutablePointer<Int128> {
    let start = unsafe values + hour * measures
    if unsafe !isPresent[hour] {
      unsafe isPresent[hour] = true
      unsafe hoursStart[hourCount] = Int32(truncatingIfNeeded: hour)
      hourCount += 1
      unsafe start.update(repeating: 0, count: measures)
    }
    return unsafe start
  }

  func sortHours() {
    var hours = unsafe hours
    let isUnsorted = (1..<max(hours.count, 1)).contains { unsafe hours[$0 - 1] > hours[$0] }
    if isUnsorted { unsafe hours.sort() }
  }

  @inline(__always)
  func value(_ hour: Int32, _ measure: Int) -> Int128 { unsafe values[Int(hour) * measures + measure] }

  /// Adds the cells of another scratch, of which `columns` are this one's measures.
  func add(_ other: CellScratch, _ columns: [Int]) {
    for index in 0..<other.hourCount {
      let hour = unsafe other.hours[index]
      let start = unsafe cell(Int(hour))
      for measure in 0..<measures { unsafe start[measure] += other.value(hour, columns[measure]) }
    }
  }

  func clear() {
    for index in 0..<hourCount { unsafe isPresent[Int(hoursStart[index])] = false }
    hourCount = 0
  }
}

extension CellScratch {
  /// Copies the sums into `cells`, hour by hour.
  func copy(to cells: SeriesCells, firstHour: Int32) {
    let hours = unsafe hours
    let count = hours.count
    cells.hours.removeAll(keepingCapacity: true)
    for index in 0..<count { unsafe cells.hours.append(hours[index] + firstHour) }
    if cells.values.count != count * measures {
      cells.values = Array(repeating: 0, count: count * measures)
    }
    unsafe cells.values.withUnsafeMutableBufferPointer { values in
      for measure in 0..<measures {
        for index in 0..<count {
          unsafe values[measure * count + index] = unsafe value(hours[index], measure)
        }
      }
    }
  }
}
