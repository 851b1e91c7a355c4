internal import Billing

/// The rows of an answer: sorted, and cut to the dearest where the question says so.
struct AnswerRows {
  let rows: [CostRow]

  init(_ keys: [Groups.Key], _ sums: SliceSums, top: Int?) {
    var table: [(key: Groups.Key, slice: String?, amount: Amount)] = []
    sums.forEach { group, slice, amount in table.append((keys[group], slice, amount)) }
    if let top { table = Self.cut(table, top) }
    rows = table.map {
      CostRow(values: $0.key.values, periodStart: $0.slice, amount: $0.amount, unit: $0.key.unit)
    }.sorted(by: Self.comesBefore)
  }

  /// Keeps the dearest groups of each unit, and adds up the others.
  private static func cut(
    _ table: [(key: Groups.Key, slice: String?, amount: Amount)], _ top: Int
  ) -> [(key: Groups.Key, slice: String?, amount: Amount)] {
    let totals = Dictionary(table.map { ($0.key, $0.amount) }, uniquingKeysWith: +)
    let ranked = totals.sorted { a, b in
      a.value != b.value ? a.value > b.value : text(a.key.values) < text(b.key.values)
    }
    var kept: Set<Groups.Key> = []
    var counts: [String?: Int] = [:]
    for (key, _) in ranked where counts[key.unit, default: 0] < top {
      counts[key.unit, default: 0] += 1
      kept.insert(key)
    }
    var result: [(key: Groups.Key, slice: String?, amount: Amount)] = []
    var others: [OthersKey: Amount] = [:]
    for row in table {
      if kept.contains(row.key) {
        result.append(row)
      } else {
        let key = OthersKey(slice: row.slice, unit: row.key.unit, width: row.key.values.count)
        others[key] = (others[key] ?? .zero) + row.amount
      }
    }
    for (key, amount) in others {
      let values = Array(repeating: String?("Others"), count: key.width)
      result.append((Groups.Key(values: values, unit: key.unit), key.slice, amount))
    }
    return result
  }

  private struct OthersKey: Hashable {
    var slice: String?
    var unit: String?
    var width: Int
  }

  /// By slice, then dearest first with `Others` last, then by name.
  private static func comesBefore(_ a: CostRow, _ b: CostRow) -> Bool {
    if a.periodStart != b.periodStart { return a.periodStart ?? "" < b.periodStart ?? "" }
    if isOthers(a) != isOthers(b) { return isOthers(b) }
    if a.amount != b.amount { return a.amount > b.amount }
    if a.values != b.values { return text(a.values) < text(b.values) }
    return a.unit ?? "" < b.unit ?? ""
  }

  private static func isOthers(_ row: CostRow) -> Bool {
    !row.values.isEmpty && row.values.allSatisfy { $0 == "Others" }
  }

  private static func text(_ values: [String?]) -> String {
    values.map { $0 ?? "" }.joined(separator: "\u{1}")
  }
}
