internal import Allocation
internal import Billing
internal import Ledger
internal import Listings

/// One parameter that a resource takes: what the OpenAPI document says of it, and what is checked.
struct Parameter: Sendable {
  var name: String
  var kind: Kind
  /// One sentence for the document.
  var summary: String
  /// Whether there is no answer without it.
  var isRequired: Bool

  init(_ name: String, _ kind: Kind, _ summary: String, isRequired: Bool = false) {
    (self.name, self.kind, self.summary, self.isRequired) = (name, kind, summary, isRequired)
  }

  enum Kind: Sendable {
    case text
    /// Several names, with commas or repeated.
    case list
    /// `D=V,W` and the like, repeated.
    case conditions
    case oneOf([String])
    /// Several of these, with commas or repeated.
    case someOf([String])
    case count(ClosedRange<Int>)
    /// `true` or nothing.
    case flag
    /// A date, or a time at a full hour.
    case hour
    /// A date or a time.
    case time
    /// A billing month, as 2026-10.
    case month
    /// A number of days, as `7d`.
    case days(ClosedRange<Int>)
    /// A month, a bill or a delivery, as `bills history` names them.
    case bill

    var isRepeatable: Bool {
      switch self {
      case .list, .someOf, .conditions: true
      default: false
      }
    }

    func check(_ value: String, of name: String) throws {
      switch self {
      case .text: break
      case .list: _ = try commaSeparated(value[...])
      case .conditions: _ = try Filter(parsing: value)
      case .oneOf(let values):
        guard values.contains(value) else {
          throw Problem.wrongValue(name, value, expected: "none of \(values.joined(separator: ", "))")
        }
      case .someOf(let values):
        for value in try commaSeparated(value[...]) where !value.isEmpty && !values.contains(value) {
          throw Problem.wrongValue(name, value, expected: "none of \(values.joined(separator: ", "))")
        }
      case .count(let range):
        guard let count = Int(value), range.contains(count) else {
          throw Problem.wrongValue(
            name, value, expected: "no whole number from \(range.lowerBound) to \(range.upperBound)")
        }
      case .flag:
        guard value == "true" || value == "false" else {
          throw Problem.wrongValue(name, value, expected: "neither true nor false")
        }
      case .hour:
        guard let time = WrittenTime(value), time.seconds.isMultiple(of: 3_600) else {
          throw Problem.wrongValue(name, value, expected: "no date, and no time at a full hour")
        }
      case .time:
        guard WrittenTime(value) != nil else {
          throw Problem.wrongValue(name, value, expected: "no date and no time")
        }
      case .month:
        guard value.utf8.count == 7, WrittenTime(value + "-01") != nil else {
          throw Problem.wrongValue(name, value, expected: "no month as 2026-10")
        }
      case .days(let range):
        guard value.hasSuffix("d"), let days = Int(value.dropLast()), range.contains(days) else {
          throw Problem.wrongValue(
            name, value, expected: "no number of days from \(range.lowerBound)d to \(range.upperBound)d")
        }
      case .bill:
        guard BillReference(value) != nil else {
          throw Problem.wrongValue(
            name, value, expected: "no month as 2026-10, no bill and no delivery as ACCOUNT/2026-10@1")
        }
      }
    }
  }
}
