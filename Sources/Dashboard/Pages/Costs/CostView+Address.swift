internal import Allocation
internal import Billing
internal import Charts

/// A view as an address holds it; reading the address gives the same view.
extension CostView {
  static let path = "/costs"

  typealias Pairs = [(name: String, value: String)]

  /// Where the page of it is.
  var address: String { Self.address(Self.path, pairs) }

  /// Where the same page is after a change.
  func address(_ change: (inout CostView) -> Void) -> String {
    var view = self
    change(&view)
    return view.address
  }

  /// Where the API answers the same question.
  func apiAddress(format: String? = nil) -> String {
    Self.address("/api/v1/cost", questionPairs + (format.map { [("format", $0)] } ?? []))
  }

  /// All that a form or a link must hold to ask the same.
  var pairs: Pairs {
    var pairs = questionPairs
    // A page without any of these would choose for itself.
    if question.per == .total { pairs.append(("per", "total")) }
    if style != .area { pairs.append(("style", style.rawValue)) }
    if isCompared { pairs.append(("compare", "true")) }
    for (name, value) in order.fields {
      if let value { pairs.append((name, value)) }
    }
    if let why { pairs.append(("why", why)) }
    return pairs
  }

  /// The question, in the words of `tarsier cost`.
  private var questionPairs: Pairs {
    var pairs: Pairs = []
    if !question.by.isEmpty { pairs.append(("by", CommandLineText.list(question.by))) }
    if question.per != .total { pairs.append(("per", question.per.rawValue)) }
    for filter in question.filters { pairs.append(("where", CommandLineText.condition(filter))) }
    if let from = question.from { pairs.append(("from", CommandLineText.time(from))) }
    if let to = question.to { pairs.append(("to", CommandLineText.time(to))) }
    if question.metric != .billed { pairs.append(("metric", question.metric.rawValue)) }
    if let top = question.top { pairs.append(("top", "\(top)")) }
    if question.timeZone != "UTC" { pairs.append(("time-zone", question.timeZone)) }
    if question.beforeSharing { pairs.append(("before-sharing", "true")) }
    return pairs
  }

  static func address(_ path: String, _ pairs: Pairs) -> String {
    guard !pairs.isEmpty else { return path }
    return path + "?"
      + pairs.map { "\($0.name)=\(PageAddress.encoded($0.value))" }.joined(separator: "&")
  }
}
