internal import Billing

extension Cell {
  /// What people read, before a writer escapes it.
  var shown: String {
    switch self {
    case .text(let label): (label.name ?? label.value).map(Self.visibleBlanks) ?? "(none)"
    case .severity(let word): word
    case .money(let amount): amount?.formatted() ?? "–"
    case .change(let amount): (amount > .zero ? "+" : "") + amount.formatted()
    case .share(let tenths): tenths?.asPercent ?? "–"
    case .growth(let tenths): tenths.map { ($0 > 0 ? "+" : "") + $0.asPercent } ?? "–"
    case .count(let number): number.grouped
    case .trend(let trend): trend.blocks
    case .number(let amount, let decimals): amount?.formatted(decimals: decimals) ?? "–"
    }
  }

  /// In quotes where a blank at the beginning or end would hide: `voting ` is not `voting`.
  private static func visibleBlanks(_ text: String) -> String {
    text.first?.isWhitespace == true || text.last?.isWhitespace == true ? "\"\(text)\"" : text
  }

  /// A second line for people.
  var detail: String? {
    guard case .text(let label) = self else { return nil }
    return label.detail
  }

  /// What scripts read: all digits, names as the bill has them, nothing where there is nothing.
  var exact: String {
    switch self {
    case .text(let label): csvSafe(label.value ?? "")
    case .severity(let word): word
    case .money(let amount), .number(let amount, _): amount?.description ?? ""
    case .change(let amount): amount.description
    case .share(let tenths), .growth(let tenths): tenths?.asTenths ?? ""
    case .count(let number): "\(number)"
    case .trend(let trend): trend.months.map { $0.cost?.description ?? "" }.joined(separator: " ")
    }
  }
}
