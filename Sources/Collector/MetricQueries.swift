internal import Billing
internal import Inventory

/// The questions to CloudWatch about what was listed, whose labels say what each answer is about.
struct MetricQueries {
  /// CloudWatch takes 500 at a time.
  private static let most = 500

  /// JSON texts for `--metric-data-queries`.
  let pages: [String]
  /// From when until when, at whole days.
  let arguments: [String]

  init(_ listed: [String: [ListedResource]], until: Int) {
    var queries: [String] = []
    for metric in UseMetric.all {
      for resource in listed[metric.type] ?? [] {
        if let only = metric.only, resource.column(only.column) != only.value { continue }
        guard let value = resource.filled(metric.value) else { continue }
        let label = "\(metric.type) \(resource.id) \(metric.metric) \(metric.statistic)"
        queries.append(
          """
          {"Id": "m\(queries.count % Self.most)", "Label": \(AnswerText.quoted(label)), "ReturnData": true, \
          "MetricStat": {"Period": 86400, "Stat": "\(metric.statistic)", "Metric": \
          {"Namespace": "\(metric.namespace)", "MetricName": "\(metric.metric)", "Dimensions": \
          [{"Name": "\(metric.dimension)", "Value": \(AnswerText.quoted(value))}]}}}
          """)
      }
    }
    pages = stride(from: 0, to: queries.count, by: Self.most).map { start in
      "[" + queries[start..<min(start + Self.most, queries.count)].joined(separator: ",\n") + "]"
    }
    let end = until - until % 86_400
    arguments = [
      "--start-time", Civil.timeText(seconds: end - UseMetric.days * 86_400), "--end-time",
      Civil.timeText(seconds: end), "--scan-by", "TimestampAscending",
    ]
  }
}
