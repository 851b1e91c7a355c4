public import Allocation
internal import Billing
public import Ledger

/// The settings and the ledger together, for questions about concepts.
public struct ConceptQuestion {
  public let settings: Settings
  public let engine: CostEngine
  public let ledger: Ledger

  public init(ledger: Ledger, settings: Settings, engine: CostEngine) {
    self.ledger = ledger
    self.settings = settings
    self.engine = engine
  }

  /// The concepts that are named, or all of them.
  ///
  /// - Throws: a `Problem` where one is not known, or there are none.
  public func concepts(_ names: [String]) throws -> [String] {
    let known = settings.concepts.map(\.name)
    guard !known.isEmpty else { throw Problem.noConcepts }
    for name in names where !known.contains(name) { throw Problem.unknownConcept(name, known: known) }
    return names.isEmpty ? known : names
  }

  /// The newest billing month of the ledger.
  public func newestMonth() throws -> String {
    guard let month = try ledger.bills().map(\.key.period).max() else {
      throw Problem.emptyLedger(ledger.path)
    }
    return month
  }
}

extension Ledger {
  /// Whether a bill has no effective cost.
  public var lacksEffectiveCost: Bool {
    get throws { try bills().contains { !$0.measures.contains(.effective) } }
  }
}

extension Problem {
  static let noConcepts = Problem(
    "the settings", "have no concepts",
    remedy: "write them under 'concepts' in tarsier.yaml; see docs/concepts.md")

  static func unknownConcept(_ name: String, known: [String]) -> Problem {
    let near = NearestName.of(name, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Problem(
      "--concept \(name)", "there is no such concept",
      remedy: "\(near)the settings have: \(known.joined(separator: ", "))")
  }

  static func emptyLedger(_ path: String) -> Problem {
    Problem(path, "holds no bill yet", remedy: "load one: tarsier --ledger \(path) import PATH")
  }
}
