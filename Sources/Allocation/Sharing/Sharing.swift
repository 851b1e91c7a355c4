internal import Billing

/// Spreads the costs of concepts' values over others, in one billing month.
final class Sharing {
  /// A concept that spreads costs, and where it stands in the plan.
  private struct Shared {
    var concept: Concept
    var index: Int
  }

  private let shared: [Shared]
  private let month: String
  private let source: any WeightSource
  private let traces: Traces?
  private let remains: Remains
  private var known: [Key: ShareWeights] = [:]

  private struct Key: Hashable {
    var share: Place
    var currency: String
  }

  /// - Parameter concepts: the concepts that a question asks for, in the order of the settings.
  init(
    _ concepts: [Concept], _ plan: ConceptPlan, month: String, source: any WeightSource, traces: Traces?,
    remains: Remains
  ) {
    shared = concepts.filter(\.isShared).compactMap { concept in
      plan.index(of: concept.name).map { Shared(concept: concept, index: $0) }
    }
    self.month = month
    self.source = source
    self.traces = traces
    self.remains = remains
  }

  /// How charges of some facts are divided; nil where they are not.
  ///
  /// - Parameter group: the group of charges of other facts; below zero where nobody asks for it.
  func division(_ facts: ChargeFacts, currency: String, group: (ChargeFacts) -> Int32) throws -> Division? {
    var slots = [facts]
    var places = [facts.concepts: 0]
    var steps: [Division.Step] = []
    for shared in shared {
      let concept = shared.concept
      for (share, emptied) in Self.shares(of: concept, facts.concepts[shared.index]) {
        for from in slots.indices
        where share.source == nil || slots[from].concepts[shared.index].text == share.source {
          let weights = try weights(share, concept, emptied, currency)
          var targets: [Int] = []
          for target in weights.targets {
            var slot = slots[from]
            slot.concepts[shared.index] = value(target, share)
            let place = places[slot.concepts] ?? slots.count
            if place == slots.count {
              places[slot.concepts] = place
              slots.append(slot)
            }
            targets.append(place)
          }
          let remains = remains.number(concept: concept.name, share: share, month: month, currency: currency)
          steps.append(Division.Step(from: from, targets: targets, weights: weights, remains: remains))
        }
      }
    }
    guard !steps.isEmpty else { return nil }
    return Division(groups: slots.map(group), steps: steps)
  }

  /// The shares that may matter to a charge, each with the values that are empty by then.
  private static func shares(of concept: Concept, _ value: ConceptValue) -> [(CostShare, Set<String>)] {
    var shares: [(CostShare, Set<String>)] = []
    if value.treatment >= 0, let spread = concept.treatments[value.treatment].spread {
      shares.append((spread, []))
    }
    var emptied: Set<String> = []
    for share in concept.shares {
      if let source = share.source { emptied.insert(source) }
      shares.append((share, emptied))
    }
    return shares
  }

  private func value(_ target: String, _ share: CostShare) -> ConceptValue {
    guard let traces else { return ConceptValue(text: target) }
    let detail = [share.source.map { "\($0) " } ?? "", share.weighting.description].joined()
    return ConceptValue(
      text: target, trace: traces.number(Trace(kind: .share, detail: detail, place: share.place)))
  }

  private func weights(
    _ share: CostShare, _ concept: Concept, _ emptied: Set<String>, _ currency: String
  ) throws -> ShareWeights {
    let key = Key(share: share.place, currency: currency)
    if let known = known[key] { return known }
    let isTarget: (String) -> Bool = { value in
      share.targets?.contains(value) ?? (!emptied.contains(value) && value != concept.otherwise)
    }
    let weights: ShareWeights
    switch share.weighting {
    case .cost:
      weights = ShareWeights(try source.usageCost(concept.name, month, currency).filter { isTarget($0.key) })
    case .concept(let name):
      weights = ShareWeights(try source.usageCost(name, month, currency).filter { isTarget($0.key) })
    case .even:
      let values = try share.targets ?? source.values(of: concept.name, month).filter(isTarget)
      weights = ShareWeights(Dictionary(values.map { ($0, 1) }) { first, _ in first })
    case .weights(let amounts):
      let scale = amounts.values.map(\.scale).max() ?? 0
      weights = ShareWeights(amounts.mapValues { UInt128($0.scaled(to: scale).units) })
    case .metric(let name):
      weights = try source.metric(name, of: concept, month, namedAt: share.place, where: isTarget)
    }
    known[key] = weights
    return weights
  }
}

/// What weighs the targets of shares.
protocol WeightSource {
  /// The effective cost of use of each value of a concept in a billing month, before sharing; none below zero.
  func usageCost(_ concept: String, _ month: String, _ currency: String) throws -> [String: UInt128]
  /// The values that a concept has in a billing month, before sharing.
  func values(of concept: String, _ month: String) throws -> [String]
  /// What a metric measures of a concept's values, hour by hour.
  func metric(
    _ name: String, of concept: Concept, _ month: String, namedAt place: Place,
    where isTarget: (String) -> Bool
  ) throws -> ShareWeights
}
