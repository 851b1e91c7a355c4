public import Allocation
public import Billing
public import Ledger

/// How much of the cost each concept claims, and what keeps it from claiming more, as sections.
public struct ConceptCoverage {
  /// Only these concepts; all of them where none is named.
  public var concepts: [String] = []
  /// What the coverage is broken down by.
  public var by: [String] = []
  /// How many untagged resources are listed.
  public var top = 10
  /// The filters, hours and measure; effective cost where `usesUsualMeasure`.
  public var scope = Scope()
  /// Whether nobody asked for a measure: effective cost is taken, or billed where a bill has none.
  public var usesUsualMeasure = true

  public init() {}

  /// What is asked for where nobody asked for a measure.
  ///
  /// Billed cost moves what savings plans cover from those who use it to nobody.
  public static func usualMeasure(_ ledger: Ledger) throws -> Measure {
    try ledger.lacksEffectiveCost ? .billed : .effective
  }

  public func sections(_ question: ConceptQuestion) throws -> Sections {
    let names = try question.concepts(concepts)
    var scope = scope
    if usesUsualMeasure { scope.metric = try Self.usualMeasure(question.ledger) }
    var sections = Sections()
    sections.add("coverage", "Coverage", try coverage(question, names, scope))
    sections.add(
      "untagged", "The dearest resources that nothing claims", try untagged(question.engine, names, scope))
    sections.add(
      "lookalikes", "What looks like a misspelling", try Self.lookalikes(question.engine, names, scope))
    sections.add("folded", "What was folded", try Self.folded(question.engine, names, scope))
    return sections
  }

  /// The first section.
  public func coverage(_ question: ConceptQuestion, _ names: [String], _ scope: Scope) throws -> Listing {
    var listing = Listing(
      [.init("concept"), .init("billing_period", heading: "Month")] + by.map { .init($0) } + [
        .init("allocated", .money), .init("by_rule", .money), .init("unallocated", .money),
        .init("apart", .money),
        .init("covered_percent", .money(decimals: 1), heading: "Covered, %"), .init("currency"),
      ])
    let rows = try question.engine.coverage(names, by: by, scope)
    listing.rows = Listing.Rows(rows) { row in
      [.text(row.concept), .text(row.month)] + row.values.map { .init($0) } + [
        .amount(row.allocated), .amount(row.byRule), .amount(row.unallocated), .amount(row.apart),
        .init(row.share.map { Amount(units: Int128($0), scale: 1) }), .init(row.unit),
      ]
    }
    if let target = question.settings.coverageTarget {
      for row in rows where by.isEmpty && row.share ?? 1000 < target {
        let target = Amount(units: Int128(target), scale: 1)
        listing.notes.append("\(row.concept) claims less than the target of \(target)% in \(row.month)")
      }
    }
    return listing
  }

  private func untagged(_ engine: CostEngine, _ names: [String], _ scope: Scope) throws -> Listing {
    var listing = Listing([
      .init("concept"), .init("resource"), .init("account"), .init("service"),
      .init("cost", .money, heading: scope.metric.heading), .init("currency"),
    ])
    listing.rows = Listing.Rows(try engine.untagged(names, top: top, scope)) { row in
      [
        .text(row.concept), .text(row.resource), .init(row.account), .init(row.service), .amount(row.cost),
        .init(row.unit),
      ]
    }
    return listing
  }

  private static func lookalikes(_ engine: CostEngine, _ names: [String], _ scope: Scope) throws -> Listing {
    var listing = Listing([
      .init("concept"), .init("spelling"), .init("like"), .init("paste"),
      .init("cost", .money, heading: scope.metric.heading), .init("currency"),
    ])
    listing.rows = Listing.Rows(try engine.lookalikes(names, scope)) { row in
      [
        .text(row.concept), .text(row.spelling), .text(row.like), .text(row.line), .amount(row.cost),
        .init(row.unit),
      ]
    }
    return listing
  }

  private static func folded(_ engine: CostEngine, _ names: [String], _ scope: Scope) throws -> Listing {
    var listing = Listing([
      .init("concept"), .init("spelling"), .init("value"),
      .init("cost", .money, heading: scope.metric.heading), .init("currency"),
    ])
    listing.rows = Listing.Rows(try engine.folded(names, scope)) { row in
      [.text(row.concept), .text(row.spelling), .text(row.value), .amount(row.cost), .init(row.unit)]
    }
    return listing
  }
}
