internal import Billing
internal import Ledger

/// Finds out since when something is so, by going back through a resource's versions.
struct SinceHistory {
  let database: Database
  let scope: InventoryView.Scope
  let since: [Since]

  /// A time for each `since` column; null where its condition does not hold now.
  ///
  /// - Parameter from: when the version began that holds now.
  func values(_ root: JSONValue, _ resource: Int64, _ from: Int) throws -> [SQLValue] {
    try since.map { since in
      guard since.condition.holds(in: root) else { return .null }
      if let given = since.given, let time = root.text(given) { return .text(time) }
      return .text(Civil.timeText(seconds: try start(since.condition, resource, from)))
    }
  }

  /// From when on the unbroken run of answers counts that all show the condition.
  private func start(_ condition: Since.Condition, _ resource: Int64, _ from: Int) throws -> Int {
    var (start, counted) = (from, scope.counted(from))
    // Most have stood as they are since they were first seen; there is nothing to go back to then.
    if from == scope.times.first { return counted }
    let earlier = try database.prepare(
      """
      SELECT seen_from, document FROM resource_version
      WHERE resource = ? AND seen_before = ?
      """)
    while true {
      try earlier.bind([.integer(resource), SQLValue(start)])
      guard try earlier.step() else { return counted }
      let document = try unsafe JSONDocument(
        earlier.withBytes(1) { unsafe Array($0 ?? .init(start: nil, count: 0)) })
      guard condition.holds(in: document.root) else { return counted }
      start = earlier.integer(0)
      counted = min(counted, scope.counted(start))
    }
  }
}

extension Since.Condition {
  func holds(in root: JSONValue) -> Bool {
    switch self {
    case .equals(let column, let value): root.text(column) == value
    case .zero(let column): root.text(column) == "0"
    case .nonZero(let column): root.text(column).map { $0 != "0" } ?? false
    case .absent(let column): root.text(column) == nil
    }
  }
}
