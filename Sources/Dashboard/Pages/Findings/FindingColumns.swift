internal import Audit
internal import Billing
internal import Listings

/// What a list of findings can be sorted by, under the names of its columns.
enum FindingColumn: String, SortColumn {
  case cost = "monthly_cost"
  case saving, severity, since
  case resource = "resource_id"

  static let usual = FindingColumn.cost
  /// What has stood longest comes first.
  var goesUp: Bool { self == .resource || self == .since }
}

extension TableOrder<FindingColumn> {
  /// - Parameter findings: dearest first.
  func sorted(_ findings: [Finding]) -> [Finding] {
    if isUsual { return findings }
    let places =
      switch column {
      case .cost: places(findings.map(\.monthlyCost))
      case .saving: places(findings.map(\.saving))
      case .severity: places(findings.map { Rule.Severity.allCases.firstIndex(of: $0.severity) })
      case .since: places(findings.map(\.since))
      case .resource: places(findings.map(\.resourceID))
      }
    return places.map { findings[$0] }
  }
}

/// What the sums of findings can be sorted by, under the names of their columns.
enum FindingSumColumn: String, SortColumn {
  case cost = "monthly_cost"
  case saving, findings, high, medium, low, name

  static let usual = FindingSumColumn.cost
  var goesUp: Bool { self == .name }

  /// The first column is called by what findings are added up by.
  init?(_ column: Listing.Column, of key: FindingSums.Key) {
    self.init(rawValue: column.key == key.rawValue ? Self.name.rawValue : column.key)
  }
}

extension TableOrder<FindingSumColumn> {
  func sorted(_ listing: Listing, by key: FindingSums.Key) -> Listing.Rows {
    let rows = listing.rows
    guard let index = listing.columns.firstIndex(where: { FindingSumColumn($0, of: key) == column }) else {
      return rows
    }
    let cells = (0..<rows.count).map { rows.columns[index][$0] }
    let places =
      switch column {
      case .name: places(cells.map(\.text))
      case .cost, .saving: places(cells.map(\.amount))
      case .findings, .high, .medium, .low: places(cells.map(\.count))
      }
    return Listing.Rows(places.map { row in rows.columns.map { $0[row] } })
  }
}

extension Listing.Cell {
  fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }
  fileprivate var amount: Amount? { if case .amount(let amount) = self { amount } else { nil } }
  fileprivate var count: Int? { if case .count(let count) = self { count } else { nil } }
}
