/// How the cost of charges of one kind is spread: slots that hold parts of it, and the steps between them.
struct Division {
  struct Step {
    /// The slot whose part is divided.
    var from: Int
    /// The slots that get it, in the order of the weights' targets.
    var targets: [Int]
    var weights: ShareWeights
    /// Where to tell what could not be divided.
    var remains: Int
  }

  /// The group of each slot, below zero where nobody asks for it; the first holds the whole at the beginning.
  var groups: [Int32]
  var steps: [Step]

  /// Whether anybody asks for any part.
  var isWanted: Bool { groups.contains { $0 >= 0 } }
}

/// Carries out divisions, charge by charge.
struct Divider {
  private var slots: [Int128] = []
  private var remainder = LargestRemainder()

  /// Divides the cost of one charge, and calls `body` with each part and the number of its slot.
  ///
  /// - Parameter undivided: called where a step has no weight in that hour.
  mutating func divide(
    _ amount: Int128, _ division: Division, hour: Int, undivided: (Int, Int128) -> Void,
    _ body: (Int, Int128) -> Void
  ) {
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(0, count: division.groups.count))
    slots[0] = amount
    for step in division.steps where slots[step.from] != 0 {
      let whole = slots[step.from]
      guard let (weights, total) = step.weights.at(hour) else {
        undivided(step.remains, whole)
        continue
      }
      slots[step.from] = 0
      remainder.divide(whole, weights, total: total) { target, part in slots[step.targets[target]] += part }
    }
    for (slot, part) in slots.enumerated() where part != 0 || slot == 0 { body(slot, part) }
  }
}
