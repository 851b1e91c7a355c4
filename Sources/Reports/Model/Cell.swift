public import Billing

/// One figure or name of a table, before a writer gives it its looks.
public enum Cell: Sendable {
  case text(Label)
  /// A word of `low`, `medium`, `high`.
  case severity(String)
  case money(Amount?)
  /// Money with its sign: how much more or less.
  case change(Amount)
  /// A part of a whole, in tenths of a percent; nil where there is no whole.
  case share(Int?)
  /// Growth over what was before, in tenths of a percent; nil where there was nothing.
  case growth(Int?)
  case count(Int)
  /// What it cost in each of the last months, as a small chart.
  case trend(MonthTrend)
  /// A quantity, or money that cents are too coarse for.
  case number(Amount?, decimals: Int)

  /// A name as the bill gives it, with what helps people to know it.
  public struct Label: Sendable {
    /// As the bill and the command give it; nil where it is absent.
    public var value: String?
    /// What people call it.
    public var name: String?
    /// A second line, such as a region under an account.
    public var detail: String?

    public init(_ value: String?, name: String? = nil, detail: String? = nil) {
      self.value = value
      self.name = name
      self.detail = detail
    }
  }

  static func text(_ value: String?, name: String? = nil, detail: String? = nil) -> Cell {
    .text(Label(value, name: name, detail: detail))
  }

  /// The same kind of cell with other money.
  func with(_ amount: Amount) -> Cell {
    switch self {
    case .change: .change(amount)
    default: .money(amount)
    }
  }

  /// The money in it, where it is money that a column adds up.
  var amount: Amount? {
    switch self {
    case .money(let amount): amount
    case .change(let amount): amount
    default: nil
    }
  }
}
