/// What the targets of a share weigh, in one billing month and currency.
final class ShareWeights {
  /// In the order of their names.
  let targets: [String]
  /// For each hour, or for all of them: the weights of all targets, one behind the other.
  private let weights: [UInt128]
  private let totals: [UInt128]
  private let firstHour: Int

  /// The same weights in every hour.
  init(_ weights: [String: UInt128]) {
    let sorted = weights.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    targets = sorted.map(\.key)
    self.weights = sorted.map(\.value)
    totals = [self.weights.reduce(0, +)]
    firstHour = 0
  }

  /// Weights by the hour.
  ///
  /// - Parameter hourly: for each hour from `firstHour` on, what each value weighs.
  init(_ hourly: [[String: UInt128]], firstHour: Int) {
    let names = hourly.reduce(into: Set<String>()) { $0.formUnion($1.keys) }.sorted()
    targets = names
    weights = hourly.flatMap { hour in names.map { hour[$0] ?? 0 } }
    totals = hourly.map { $0.values.reduce(0, +) }
    self.firstHour = firstHour
  }

  /// The weights in an hour; nil where nothing weighs anything.
  @inline(__always)
  func at(_ hour: Int) -> (weights: ArraySlice<UInt128>, total: UInt128)? {
    let index = totals.count == 1 ? 0 : hour - firstHour
    guard totals.indices.contains(index), totals[index] > 0 else { return nil }
    return (weights[(index * targets.count)..<((index + 1) * targets.count)], totals[index])
  }
}
