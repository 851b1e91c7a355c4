internal import Allocation
internal import ArgumentParser
internal import Billing

/// Which charges a command looks into, and by which cost.
struct ScopeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A condition: D=V,W or D!=V, D~PATTERN or D!~PATTERN; an empty value means absent. All must hold.",
      valueName: "condition"),
    transform: Filter.option)
  var `where`: [Filter] = []

  @Option(help: ArgumentHelp("The first time that counts (UTC).", valueName: "time"), transform: hourOption)
  var from: Int?

  @Option(help: ArgumentHelp("The first time that counts no more.", valueName: "time"), transform: hourOption)
  var to: Int?

  @Option(
    help: "billed, effective, list, contracted, net_billed, net_effective or usage.",
    transform: Measure.option)
  var metric: Measure?

  /// Billed cost, unless another is asked for.
  var measure: Measure { metric ?? .billed }

  var scope: Scope {
    var scope = Scope()
    scope.filters = self.where
    scope.from = from
    scope.to = to
    scope.metric = measure
    return scope
  }
}

extension Measure {
  /// For `@Option(transform: Measure.option)`.
  static func option(_ text: String) throws -> Measure {
    guard let measure = Measure(rawValue: text) else {
      throw ValidationError(
        "is no measure; write one of: \(allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return measure
  }
}
