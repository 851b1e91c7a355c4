internal import Allocation

/// What a click on a value leads to: its parts, and at last its hours.
extension CostView {
  private static let parts = [
    "service": "usage_type", "service_code": "usage_type", "usage_type": "operation",
    "operation": "resource",
    "provider": "account", "billing_account": "account",
  ]

  /// The same view of one value, by what that value is made of.
  func drilled(into dimension: String, _ value: String?) -> CostView {
    var view = self
    view.question.setValues(of: dimension, [value ?? ""])
    let next = nextPart(of: dimension)
    view.question.by = question.by.compactMap { $0 == dimension ? next : $0 == next ? nil : $0 }
    if next == nil { view.question.per = .hour }
    view.why = nil
    return view
  }

  /// The dimension that tells a value's parts apart; nil for a resource, which has none.
  private func nextPart(of dimension: String) -> String? {
    var next: String? = dimension
    repeat {
      guard let known = next, known != "resource" else { return nil }
      next = Self.parts[known] ?? "service"
    } while next.map(isSingle) == true
    return next
  }

  /// Whether only one value of a dimension is asked for.
  private func isSingle(_ dimension: String) -> Bool {
    question.filters.contains {
      $0.dimension == dimension && $0.comparison == .equal && $0.values.count == 1
    }
  }
}
