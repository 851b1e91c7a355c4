/// How the cost of charges of one kind is spread: slots that hold parts of it, and the steps between them.
final class Division {
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
  let groups: [Int32]
  let steps: [Step]

  init(groups: [Int32], steps: [Step]) {
    self.groups = groups
    self.steps = steps
  }

  /// Whether anybody asks for any part.
  var isWanted: Bool { groups.contains { $0 >= 0 } }
}

/// Carries out divisions, charge by charge.
struct Divider {
  /// The part of each slot after the last division.
  private(set) var slots: [Int128] = []
  private var remainder = LargestRemainder()

  /// Divides the cost of one charge into `slots`.
  ///
  /// - Parameter undivided: called with a step that has no weight in that hour, and what it leaves.
  mutating func divide(_ amount: Int128, _ division: Division, hour: Int, undivided: (Int, Int128) -> Void) {
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
      remainder.divide(whole, weights, total: total)
      for (place, target) in step.targets.enumerated() { slots[target] += remainder.parts[place] }
    }
  }
}
