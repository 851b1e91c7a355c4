/// Rules in order, found by what they compare with where there are many.
struct CompiledRules {
  struct Rule {
    var condition: CompiledCondition
    /// Its place among the concept's rules.
    var number: Int
  }

  /// The rules that need a field to have one of some values, by that value.
  private struct Index {
    var test: CompiledTest
    var rules: [String: [Int]] = [:]
  }

  private let rules: [Rule]
  private var indexes: [Index] = []
  /// The rules that no index has.
  private var others: [Int] = []
  /// Fewer are tried one by one.
  private static let fewest = 16

  init(_ rules: [Rule]) {
    self.rules = rules
    guard rules.count >= Self.fewest else {
      others = Array(rules.indices)
      return
    }
    var places: [Reference: Int] = [:]
    for (number, rule) in rules.enumerated() {
      guard let test = rule.condition.necessary else {
        others.append(number)
        continue
      }
      let place = places[test.reference] ?? indexes.count
      if place == indexes.count {
        places[test.reference] = place
        indexes.append(Index(test: test))
      }
      for value in test.values { indexes[place].rules[value, default: []].append(number) }
    }
  }

  /// The number of the first rule that holds; nil where none does.
  func first(_ facts: ChargeFacts) -> Int? {
    guard !indexes.isEmpty else { return first(of: others, facts) }
    var candidates = others
    for index in indexes {
      candidates += index.rules[index.test.key(facts.value(index.test.reference))] ?? []
    }
    return first(of: candidates.sorted(), facts)
  }

  private func first(of numbers: [Int], _ facts: ChargeFacts) -> Int? {
    numbers.first { rules[$0].condition.holds(facts) }.map { rules[$0].number }
  }
}
