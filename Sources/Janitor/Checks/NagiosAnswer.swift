public import Billing

/// How a check ends, as its exit status.
public enum NagiosState: Int32, Sendable, CaseIterable {
  case ok = 0
  case warning = 1
  case critical = 2
  case unknown = 3

  public var word: String {
    switch self {
    case .ok: "OK"
    case .warning: "WARNING"
    case .critical: "CRITICAL"
    case .unknown: "UNKNOWN"
    }
  }

  /// The worse of two: critical, then warning, then unknown.
  public static func worse(_ a: NagiosState, _ b: NagiosState) -> NagiosState {
    let order: [NagiosState] = [.ok, .unknown, .warning, .critical]
    return (order.firstIndex(of: a) ?? 0) > (order.firstIndex(of: b) ?? 0) ? a : b
  }

  /// What a value means under two ranges.
  public init(_ value: Amount, warning: NagiosRange?, critical: NagiosRange?) {
    if critical?.alerts(value) == true {
      self = .critical
    } else {
      self = warning?.alerts(value) == true ? .warning : .ok
    }
  }
}

/// One figure for the graphs of a monitoring system.
public struct PerformanceDatum: Sendable, Equatable {
  public var label: String
  public var value: Amount
  /// `s`, `%`, or empty; money has none of the units that the guidelines know.
  public var unit: String
  public var warning: NagiosRange?
  public var critical: NagiosRange?

  public init(
    _ label: String, _ value: Amount, unit: String = "", warning: NagiosRange? = nil,
    critical: NagiosRange? = nil
  ) {
    self.label = label
    self.value = value
    self.unit = unit
    self.warning = warning
    self.critical = critical
  }

  /// `'cost USD'=12.34;10;20;0`.
  var text: String {
    let name = NagiosAnswer.oneLine(label).replacing("=", with: "-").replacing("'", with: "''")
    let ranges = [warning?.description ?? "", critical?.description ?? "", value < .zero ? "" : "0"]
    return "'\(name)'=\(value)\(unit);\(ranges.joined(separator: ";"))"
  }
}

/// The one line that a check prints.
public struct NagiosAnswer: Sendable, Equatable {
  /// What was checked, such as `COST`.
  public var check: String
  public var state: NagiosState
  public var text: String
  public var data: [PerformanceDatum]

  public init(_ check: String, _ state: NagiosState, _ text: String, data: [PerformanceDatum] = []) {
    self.check = check
    self.state = state
    self.text = text
    self.data = data
  }

  /// `COST WARNING - 12.34 USD on 2026-10-30 | 'cost USD'=12.34;10;20;0`.
  public var line: String {
    let figures = data.isEmpty ? "" : " | " + data.map(\.text).joined(separator: " ")
    return "\(check) \(state.word) - \(Self.oneLine(text))\(figures)"
  }

  /// Without what would end the line, or begin the figures.
  static func oneLine(_ text: String) -> String {
    String(
      text.unicodeScalars.map { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: " "
        default: scalar == "|" ? "/" : Character(scalar)
        }
      })
  }
}
