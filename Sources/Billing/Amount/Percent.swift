extension Int {
  /// Tenths as a decimal: `123` is `12.3`.
  package var asTenths: String { "\(self < 0 ? "-" : "")\(magnitude / 10).\(magnitude % 10)" }

  /// Tenths of a percent: `123` is `12.3%`.
  package var asPercent: String { asTenths + "%" }

  /// With commas between thousands.
  package var grouped: String {
    var text = ""
    for (index, digit) in String(magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text = "," + text }
      text = String(digit) + text
    }
    return (self < 0 ? "-" : "") + text
  }
}
