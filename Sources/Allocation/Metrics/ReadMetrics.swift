internal import Synchronization

/// Measured series that were read, for as long as the settings that name them stand: a server asks again and again.
final class ReadMetrics: Sendable {
  private let metrics = Mutex<[String: Metric]>([:])

  func metric(at path: String, _ read: () throws -> Metric) throws -> Metric {
    if let known = metrics.withLock({ $0[path] }) { return known }
    let metric = try read()
    metrics.withLock { $0[path] = metric }
    return metric
  }
}

extension Settings {
  /// A measured series that they name; nil where they do not.
  func metric(_ name: String) throws -> Metric? {
    guard let source = metrics[name] else { return nil }
    return try readMetrics.metric(at: source.path) {
      var file = MetricFile(name: name, names: names)
      return try file.read(source)
    }
  }
}
