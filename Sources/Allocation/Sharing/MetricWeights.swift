internal import Billing

extension Metric {
  /// What each value of a concept weighs in each hour of a span.
  ///
  /// A measure of a whole day holds for each of its hours that has none of its own.
  func weights(
    of concept: Concept, from firstHour: Int, hours: Int, namedAt place: Place, file: String,
    where isTarget: (String) -> Bool
  ) throws -> ShareWeights {
    guard let column = fields.firstIndex(of: .concept(concept.name)) else {
      throw Problem.metricWithoutConcept(place, name, concept.name, file: file)
    }
    var byHour: [[String: UInt128]] = Array(repeating: [:], count: hours)
    var byDay: [Int: [String: UInt128]] = [:]
    var targets: [String: String?] = [:]
    for row in rows where row.units > 0 {
      let label = row.labels[column]
      if targets[label] == nil {
        let value = concept.canonical(label)
        targets[label] = .some(!value.isEmpty && isTarget(value) ? value : nil)
      }
      guard let target = targets[label] ?? nil else { continue }
      if row.isDay {
        byDay[row.hour, default: [:]][target, default: 0] += UInt128(row.units)
      } else if (firstHour..<(firstHour + hours)).contains(row.hour) {
        byHour[row.hour - firstHour][target, default: 0] += UInt128(row.units)
      }
    }
    for hour in byHour.indices where byHour[hour].isEmpty {
      byHour[hour] = byDay[floorDivide(firstHour + hour, 24) * 24] ?? [:]
    }
    return ShareWeights(byHour, firstHour: firstHour)
  }
}

extension Concept {
  /// A value as the concept itself would write it.
  func canonical(_ text: String) -> String {
    let value = fold ? Folding.folded(text) : text
    return values.entry(for: value)?.value ?? value
  }
}
