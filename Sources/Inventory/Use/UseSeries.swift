/// The daily figures of one metric of one resource, as an answer of CloudWatch has them.
struct UseSeries: Equatable {
  var type: String
  var resource: String
  var metric: String
  var statistic: String
  /// The first second of the day, and the figure's digits as they came.
  var values: [(day: Int, value: String)]

  /// What CloudWatch is asked to call it, so that the answer says what it is about.
  var label: String { "\(type) \(resource) \(metric) \(statistic)" }

  init(
    type: String, resource: String, metric: String, statistic: String,
    values: [(day: Int, value: String)] = []
  ) {
    self.type = type
    self.resource = resource
    self.metric = metric
    self.statistic = statistic
    self.values = values
  }

  static func == (a: UseSeries, b: UseSeries) -> Bool {
    a.label == b.label && a.values.elementsEqual(b.values) { $0 == $1 }
  }

  /// Why an answer is not whole though the call was answered: CloudWatch says so for each metric.
  static func failure(_ root: JSONValue) -> String? {
    for result in root.member("MetricDataResults")?.elements ?? [] {
      let status = result.member("StatusCode")?.string ?? ""
      guard ["Forbidden", "InternalError"].contains(status) else { continue }
      return "CloudWatch answered \(status) for \(result.member("Label")?.string ?? "a metric")"
    }
    return nil
  }

  /// The series of an answer; those that somebody else asked for, with labels of their own, are passed over.
  static func read(_ root: JSONValue) throws(AnswerFault) -> [UseSeries] {
    guard let results = root.member("MetricDataResults"), results.kind == .array else {
      throw AnswerFault("", "has no list MetricDataResults")
    }
    var read: [UseSeries] = []
    var index = 0
    for result in results.elements {
      defer { index += 1 }
      let words = (result.member("Label")?.string ?? "").split(separator: " ").map(String.init)
      guard words.count == 4, ResourceCatalog.type(named: words[0]) != nil else { continue }
      var series = UseSeries(type: words[0], resource: words[1], metric: words[2], statistic: words[3])
      let times = result.member("Timestamps")?.elements ?? []
      let values = result.member("Values")?.elements ?? []
      guard times.count == values.count else {
        throw AnswerFault(
          "MetricDataResults[\(index)]", "has \(times.count) times and \(values.count) values")
      }
      for (time, value) in zip(times, values) {
        guard let text = time.scalar, let seconds = RecordedTime.seconds(text), value.kind == .number,
          let figure = value.scalar
        else {
          throw AnswerFault("MetricDataResults[\(index)]", "has something that is no time or no number")
        }
        series.values.append((seconds - seconds % 86_400, figure))
      }
      read.append(series)
    }
    return read
  }
}
