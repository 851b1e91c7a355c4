public import Billing
public import Notify

/// Something that is so now and that administrators should know, with how bad it is.
public struct AlertEvent: Sendable, Equatable {
  public var alert: Alert
  /// More is worse: the part of a budget in percent, an anomaly's excess, an age in hours.
  public var measure: Amount

  public init(alert: Alert, measure: Amount) {
    self.alert = alert
    self.measure = measure
  }
}

/// An event that was told and still stood when it was last looked at.
public struct ToldAlert: Sendable, Equatable {
  public var key: String
  public var kind: String
  /// How bad it was when it was told.
  public var measure: Amount

  public init(key: String, kind: String, measure: Amount) {
    self.key = key
    self.kind = kind
    self.measure = measure
  }
}
