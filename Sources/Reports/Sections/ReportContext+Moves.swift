internal import Allocation
internal import Billing

extension ReportContext {
  /// Beyond so many, resources come and go by the hour, and which they are explains nothing.
  private static let mostResources = 100_000

  /// Each resource's cost in this month and the one before, by the dimensions whose movers a report tells.
  ///
  /// Shared costs stay with whom they came from: a resource moves with its own. None where there are too many.
  private func resourceRows() throws -> [CostRow] {
    let before = previous == nil ? [] : [inputs.period.previous.description]
    var question = question(
      of: before + [inputs.period.description], by: Self.resourceDimensions(inputs), per: .month)
    question.beforeSharing = true
    let rows = try rows(question)
    return rows.count <= Self.mostResources ? rows : []
  }

  private static func resourceDimensions(_ inputs: ReportInputs) -> [String] {
    ["resource", "service"] + inputs.concepts
  }

  private func resourceRows(of owner: (concept: String, value: String)?) throws -> [CostRow] {
    guard let owner, let place = Self.resourceDimensions(inputs).firstIndex(of: owner.concept) else {
      return try resourceRows()
    }
    return try resourceRows().filter { ($0.values[place] ?? "") == owner.value }
  }

  /// How resources moved between the values of a dimension; nil where there is no month before.
  ///
  /// - Parameter owner: only this owner's, by a concept and its value.
  func moves(by dimension: String, of owner: (concept: String, value: String)? = nil) throws -> ResourceMoves?
  {
    guard previous != nil, let place = Self.resourceDimensions(inputs).firstIndex(of: dimension) else {
      return nil
    }
    return ResourceMoves(
      try resourceRows(of: owner), value: place, resource: 0, after: inputs.period.description)
  }

  /// The resources of an owner in this month, as the bill names them: ids or ARNs.
  func resources(of owner: (concept: String, value: String)) throws -> Set<String> {
    Set(
      try resourceRows(of: owner).filter { $0.periodStart == inputs.period.description }
        .compactMap { $0.values[0] })
  }
}
