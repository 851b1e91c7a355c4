internal import Allocation
internal import Billing

/// Two months of one dimension, value by value, dearest first.
struct Comparison {
  struct Line {
    enum Kind {
      case value
      /// The cheapest values together.
      case others
      /// All values together.
      case total
    }

    /// nil where the dimension is absent.
    var value: String?
    var kind = Kind.value
    var currency: String
    var now: Amount
    var before: Amount
  }

  private(set) var lines: [Line]
  /// Whether the cheapest were added up into one line.
  let hasOthers: Bool

  /// Keeps the `limit` dearest values of each currency.
  init(now: [CostRow], before: [CostRow], keeping limit: Int) {
    struct Key: Hashable {
      var value: String?
      var currency: String
    }
    var found: [Key: Line] = [:]
    for (rows, field) in [(now, \Line.now), (before, \Line.before)] {
      for row in rows {
        let key = Key(value: row.values.first ?? nil, currency: row.unit ?? "")
        let empty = Line(value: key.value, currency: key.currency, now: .zero, before: .zero)
        found[key, default: empty][keyPath: field] += row.amount
      }
    }
    let sorted = found.values.sorted { a, b in
      if a.currency != b.currency { return a.currency < b.currency }
      if a.now != b.now { return a.now > b.now }
      if a.before != b.before { return a.before > b.before }
      return (a.value ?? "") < (b.value ?? "")
    }
    lines = []
    var others = 0
    var counts: [String: Int] = [:]
    for line in sorted {
      counts[line.currency, default: 0] += 1
      let count = counts[line.currency] ?? 0
      if count <= limit {
        lines.append(line)
      } else if count == limit + 1 {
        others += 1
        lines.append(
          Line(value: "Others", kind: .others, currency: line.currency, now: line.now, before: line.before))
      } else {
        lines[lines.count - 1].now += line.now
        lines[lines.count - 1].before += line.before
      }
    }
    hasOthers = others > 0
  }
}
