internal import Billing

/// The marks of a time axis of some width: hours, days, months, and under them what these are part of.
struct TimeAxis {
  struct Mark: Equatable {
    /// In slots from the left.
    var position: Double
    var text: String
    /// Whether the text names a slot and stands under its middle, rather than right of where something begins.
    var isCentred = false
    var isWeekend = false
  }

  private(set) var marks: [Mark] = []
  /// The second line.
  private(set) var spans: [Mark] = []

  /// Pixels that a character of a label takes, and that are left between labels.
  private static let (character, gap) = (6.8, 6.0)

  /// - Parameter width: the pixels that all slots have together.
  init(_ slots: TimeSlots, width: Double) {
    guard slots.count > 0 else { return }
    let pixels = width / Double(slots.count)
    let finest: TimeTicks.Unit =
      switch slots.length {
      case .hour: .hour
      case .day: .day
      case .week: .week
      case .month: .month
      }
    var ticks = TimeTicks(unit: .year, every: 100)
    for candidate in TimeTicks.all where candidate.unit.rawValue >= finest.rawValue {
      ticks = candidate
      marks = Self.marks(candidate, slots)
      let widest = marks.map { Self.width($0.text) }.max() ?? 0
      if (widest + Self.gap) * Double(marks.count) <= max(width, widest + Self.gap) { break }
    }
    // A day, a week or a month is named under its slot; the start of a longer time stands where it begins.
    let isCentred = ticks.unit == finest && finest != .hour || finest == .day && ticks.unit == .week
    if isCentred {
      for index in marks.indices {
        marks[index].isCentred = true
        marks[index].position = marks[index].position.rounded(.down) + 0.5
      }
    } else if let last = marks.last, last.position * pixels + Self.width(last.text) > width {
      marks.removeLast()
    }
    if let parent = ticks.parent { spans = Self.spans(parent, slots, pixels) }
  }

  private static func width(_ text: String) -> Double { Double(text.count) * character }

  private static func marks(_ ticks: TimeTicks, _ slots: TimeSlots) -> [Mark] {
    slots.starts.indices.compactMap { index in
      let hours = slots.hours(index)
      guard let hour = ticks.first(in: hours) else { return nil }
      let day = CivilDay(number: floorDivide(hour, 24))
      return Mark(
        position: Double(index) + Double(hour - hours.lowerBound) / Double(hours.count),
        text: ticks.label(hour), isWeekend: ticks.unit == .day && day.isWeekend)
    }
  }

  /// A label for each part that the ticks cut the axis into, as long as there is room for.
  private static func spans(_ ticks: TimeTicks, _ slots: TimeSlots, _ pixels: Double) -> [Mark] {
    var starts: [(position: Double, hour: Int)] = []
    for index in slots.starts.indices {
      let hours = slots.hours(index)
      if let hour = ticks.first(in: hours) {
        starts.append((Double(index) + Double(hour - hours.lowerBound) / Double(hours.count), hour))
      }
    }
    if starts.first?.position != 0 { starts.insert((0, slots.starts[0]), at: 0) }
    return starts.indices.compactMap { index in
      let end = index + 1 < starts.count ? starts[index + 1].position : Double(slots.count)
      let room = (end - starts[index].position) * pixels - 4
      guard let text = ticks.spanLabels(starts[index].hour).first(where: { width($0) <= room }) else {
        return nil
      }
      return Mark(position: starts[index].position, text: text)
    }
  }
}
