internal import Allocation
internal import Billing

/// Which resources came to the values of a dimension since the month before, went from them, or are the same under
/// another value.
struct ResourceMoves {
  /// Resources, and what they cost: those that came in this month, those that went in the one before.
  struct Part {
    var count = 0
    var cost = Amount.zero

    mutating func add(_ cost: Amount) {
      count += 1
      self.cost += cost
    }

    var words: String { "\(count.grouped) \(count == 1 ? "resource" : "resources")" }
  }

  struct Moves {
    var came = Part()
    var went = Part()
    /// By the value that they had, or have now.
    var arrived: [String: Part] = [:]
    var left: [String: Part] = [:]
  }

  private struct Key: Hashable {
    var value: String?
    var currency: String
  }

  private struct Seen {
    /// By value.
    var before: [String?: Amount] = [:]
    var after: [String?: Amount] = [:]
  }

  private var moves: [Key: Moves] = [:]

  /// - Parameters:
  ///   - rows: the resources' costs by month.
  ///   - value: where in a row the dimension's value stands.
  ///   - resource: where in a row the resource stands.
  init(_ rows: [CostRow], value: Int, resource: Int, after month: String) {
    struct Name: Hashable {
      var resource: String
      var currency: String
    }
    var seen: [Name: Seen] = [:]
    for row in rows where !row.amount.isZero {
      guard let resource = row.values[resource] else { continue }
      let name = Name(resource: resource, currency: row.unit ?? "")
      if row.periodStart == month {
        seen[name, default: Seen()].after[row.values[value], default: .zero] += row.amount
      } else {
        seen[name, default: Seen()].before[row.values[value], default: .zero] += row.amount
      }
    }
    for (name, seen) in seen {
      let (before, after) = (Self.only(seen.before), Self.only(seen.after))
      for (value, cost) in seen.after where seen.before[value] == nil {
        let key = Key(value: value, currency: name.currency)
        if seen.before.isEmpty {
          moves[key, default: Moves()].came.add(cost)
        } else if let before {
          moves[key, default: Moves()].arrived[before, default: Part()].add(cost)
        }
      }
      for (value, cost) in seen.before where seen.after[value] == nil {
        let key = Key(value: value, currency: name.currency)
        if seen.after.isEmpty {
          moves[key, default: Moves()].went.add(cost)
        } else if let after {
          moves[key, default: Moves()].left[after, default: Part()].add(cost)
        }
      }
    }
  }

  /// The one value that a resource has in a month; nil where it has several or none.
  private static func only(_ values: [String?: Amount]) -> String? {
    values.count == 1 ? values.first.map { $0.key ?? "(none)" } : nil
  }

  /// What explains most of a value's difference; nil where no resources do.
  func cause(of value: String?, _ currency: String, difference: Amount) -> String? {
    guard let moves = moves[Key(value: value, currency: currency)] else { return nil }
    var found: [(net: Amount, words: String)] = []
    let net = moves.came.cost - moves.went.cost
    let came = "\(moves.came.words) came (\(Cell.change(moves.came.cost).shown))"
    let went = "\(moves.went.words) went (\(Cell.change(-moves.went.cost).shown))"
    if moves.went.count == 0 {
      found.append((net, came))
    } else {
      found.append((net, moves.came.count == 0 ? went : "\(came), \(went)"))
    }
    for (other, part) in moves.arrived {
      found.append(
        (part.cost, "\(part.words) moved here from \(other) (\(Cell.change(part.cost).shown))"))
    }
    for (other, part) in moves.left {
      found.append((-part.cost, "\(part.words) moved to \(other) (\(Cell.change(-part.cost).shown))"))
    }
    let pointing = found.filter { difference > .zero ? $0.net > .zero : $0.net < .zero }
      .sorted { ($1.net.size, $0.words) < ($0.net.size, $1.words) }
    // What is less than half of it explains something else.
    guard let first = pointing.first, first.net.size + first.net.size >= difference.size else { return nil }
    return first.words
  }
}
