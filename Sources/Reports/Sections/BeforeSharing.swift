internal import Allocation
internal import Billing

/// What the lines of a concept's table cost before its shared costs were spread.
struct BeforeSharing {
  private struct Key: Hashable {
    var value: String?
    var currency: String
  }

  private var amounts: [Key: Amount] = [:]

  init(_ rows: [CostRow]) {
    for row in rows {
      amounts[Key(value: row.values[0], currency: row.unit ?? ""), default: .zero] += row.amount
    }
  }

  /// - Parameter lines: all lines of the table, of which `line` is one or the total.
  func amount(_ line: Comparison.Line, among lines: [Comparison.Line]) -> Amount {
    let ofCurrency = amounts.filter { $0.key.currency == line.currency }
    guard line.kind != .value else {
      return amounts[Key(value: line.value, currency: line.currency)] ?? .zero
    }
    let shown = Set(lines.filter { $0.kind == .value && $0.currency == line.currency }.map(\.value))
    return ofCurrency.filter { line.kind == .total || !shown.contains($0.key.value) }.values.reduce(.zero, +)
  }
}
