/// The concept whose values pay for the bill.
public struct ReportOwners: Sendable, Equatable {
  public var concept: String
  /// Its value for what nobody claims.
  public var otherwise: String?

  public init(concept: String, otherwise: String?) {
    self.concept = concept
    self.otherwise = otherwise
  }
}
