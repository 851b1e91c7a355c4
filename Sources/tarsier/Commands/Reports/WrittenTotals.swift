internal import Allocation
internal import Billing
internal import FoundationEssentials

/// What the CSV file of a report says that a month cost, for telling how the bill has changed since an earlier run.
///
/// It only goes into a notice: what stands in a folder must not change a report.
struct WrittenTotals {
  private struct Key: Hashable {
    /// nil for the total.
    var service: String?
    var currency: String
  }

  private var costs: [Key: Amount] = [:]

  init(csv: String) {
    for line in csv.split(separator: "\n") {
      guard let cells = try? commaSeparated(line), cells.count == 5, cells[2] == "cost",
        let cost = Amount(cells[3])
      else { continue }
      switch cells[0] {
      case "total": costs[Key(service: nil, currency: cells[4]), default: .zero] += cost
      case "services": costs[Key(service: cells[1], currency: cells[4]), default: .zero] += cost
      default: continue
      }
    }
  }

  /// Nil where there is no such file.
  init?(at path: String) {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    self.init(csv: String(decoding: data, as: UTF8.self))
  }

  /// What a later report says otherwise, a sentence for each currency whose total is another one.
  func changes(to later: WrittenTotals) -> [String] {
    let keys = Set(costs.keys).union(later.costs.keys)
    func change(_ key: Key) -> Amount { (later.costs[key] ?? .zero) - (costs[key] ?? .zero) }
    return keys.filter { $0.service == nil && !change($0).isZero }.sorted { $0.currency < $1.currency }.map {
      total in
      let moved = keys.filter { $0.service != nil && $0.currency == total.currency && !change($0).isZero }
        .sorted { a, b in
          let (one, other) = (Self.size(change(a)), Self.size(change(b)))
          return one != other ? one > other : (a.service ?? "") < (b.service ?? "")
        }.prefix(3).map {
          "\($0.service.flatMap { $0.isEmpty ? nil : $0 } ?? "(none)") \(Self.signed(change($0)))"
        }
      let because = moved.isEmpty ? "" : " (\(moved.joined(separator: ", ")))"
      return
        "the report that was there said \((costs[total] ?? .zero).formatted()) \(total.currency); it is now "
        + "\((later.costs[total] ?? .zero).formatted()), \(Self.signed(change(total)))\(because)"
    }
  }

  private static func size(_ amount: Amount) -> Amount { amount < .zero ? -amount : amount }

  private static func signed(_ amount: Amount) -> String {
    (amount > .zero ? "+" : "") + amount.formatted()
  }
}
