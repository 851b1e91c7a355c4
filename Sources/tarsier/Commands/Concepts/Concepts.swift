internal import Listings
internal import Allocation
internal import ArgumentParser
internal import Billing
internal import Ledger

/// `tarsier concepts`: the business dimensions of the settings.
struct Concepts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "concepts", abstract: "Lists the business concepts, and explains and checks them.",
    subcommands: [Values.self, Explain.self, Coverage.self, Tags.self, Check.self])

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let settings = try SettingsFile.read(globals.configPath)
    var listing = Listing([
      .init("concept"), .init("from"), .init("fold", .flag), .init("rules", .count), .init("shared"),
      .init("otherwise"), .init("place", detail: 1),
    ])
    listing.rows = Listing.Rows(settings.concepts) { concept in
      [
        .text(concept.name), .text(concept.sourceNames.joined(separator: ", ")), .flag(concept.fold),
        .count(concept.ruleCount),
        .init(concept.sharedValues.isEmpty ? nil : concept.sharedValues.joined(separator: ", ")),
        .init(concept.otherwise), .text("\(concept.place)"),
      ]
    }
    if settings.concepts.isEmpty { listing.notes = ["the settings have no concepts; see docs/concepts.md"] }
    try output.show(listing)
  }
}

/// The settings and the ledger together, for a command about concepts.
struct ConceptRun {
  let settings: Settings
  let engine: CostEngine
  let ledger: Ledger

  init(_ globals: GlobalOptions) throws {
    settings = try SettingsFile.read(globals.configPath)
    ledger = try Ledger.reading(globals.ledgerPath)
    engine = CostEngine(ledger: ledger, settings: settings)
  }

  /// The concepts that are named, or all of them.
  func concepts(_ names: [String]) throws -> [String] {
    let known = settings.concepts.map(\.name)
    guard !known.isEmpty else { throw Problem.noConcepts }
    for name in names where !known.contains(name) { throw Problem.unknownConcept(name, known: known) }
    return names.isEmpty ? known : names
  }

  /// The newest billing month of the ledger.
  func newestMonth() throws -> String {
    guard let month = try ledger.bills().map(\.key.period).max() else {
      throw Problem.emptyLedger(ledger.path)
    }
    return month
  }
}

extension Ledger {
  /// Whether a bill has no effective cost.
  var lacksEffectiveCost: Bool {
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
