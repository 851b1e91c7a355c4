/// What is added up of a charge: one of the costs, or the usage.
///
/// What each means for each format: contract of the bills, `docs/formats.md`.
public enum Measure: String, CaseIterable, Sendable, Codable {
  case billed, effective, list, contracted
  case netBilled = "net_billed"
  case netEffective = "net_effective"
  case usage

  /// Usage has a unit and a scale of its own; all others are money.
  public var isMoney: Bool { self != .usage }

  public var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
