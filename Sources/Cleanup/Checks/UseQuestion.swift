internal import Billing
internal import Collector
internal import Inventory
internal import Janitor

/// Asks CloudWatch whether a volume was read or written since its mark, even by somebody who attached it in between.
enum UseQuestion {
  static func concerns(_ type: String) -> Bool { type == "ebs_volume" }

  /// Of permissions; the call itself is made for a time.
  static let call = call(from: 0, until: 0)

  private static func call(from start: Int, until end: Int) -> CloudCall {
    CloudCall("cloudwatch.get-metric-data") { target in
      let queries = ["VolumeReadOps", "VolumeWriteOps"].enumerated().map { number, metric in
        """
        {"Id": "m\(number)", "ReturnData": true, "MetricStat": {"Period": 3600, "Stat": "Sum", "Metric": \
        {"Namespace": "AWS/EBS", "MetricName": "\(metric)", "Dimensions": \
        [{"Name": "VolumeId", "Value": \(AnswerText.quoted(target.id))}]}}}
        """
      }
      return [
        "--metric-data-queries", "[\(queries.joined(separator: ", "))]", "--start-time",
        Civil.timeText(seconds: start), "--end-time", Civil.timeText(seconds: end),
      ]
    }
  }

  /// - Parameters:
  ///   - markedAt: when it was marked, in seconds since 1970.
  ///   - now: until when to look.
  static func objection(
    to target: Target, markedAt: Int, now: Int, _ cloud: Cloud, _ account: ReachedAccount
  ) async throws -> Objection? {
    let end = max(now, markedAt) / 3600 * 3600 + 3600
    let question = call(from: markedAt / 3600 * 3600, until: end)
    let verdict = try await cloud.ask(question, target, as: account)
    guard case .answer(let bytes) = verdict else {
      return .unknown("\(question.name): \(verdict.reason ?? "")")
    }
    guard let results = AnswerItem.all("MetricDataResults[]", in: bytes), results.count == 2,
      results.allSatisfy({ $0.text("StatusCode") == "Complete" })
    else { return .unknown("\(question.name): the answer is not whole") }
    // What is not attached has no figures at all.
    let isUsed = results.contains { result in
      result.texts("Values[]").contains { value in
        value.contains { ("1"..."9").contains($0) }
      }
    }
    return isUsed ? .refused("CloudWatch knows of use since it was marked") : nil
  }
}
