/// A measured series of the business: users, orders or requests, by hour or by day.
public struct Metric: Sendable {
  public var name: String
  /// The fields by which its rows tell measures apart, in the order of its columns.
  var fields: [Field]
  var rows: [Row] = []
  /// The decimals of all its measures.
  var scale = 0

  /// One measure.
  struct Row: Sendable {
    /// Hours since 1970.
    var hour: Int
    /// Whether it is the measure of a whole day that begins then.
    var isDay: Bool
    /// At the metric's scale.
    var units: Int128
    /// A text for each field; empty where it is absent.
    var labels: [String]
  }
}

/// Where the settings name a metric's file.
public struct MetricSource: Sendable, Equatable {
  public var path: String
  public var place: Place
}
