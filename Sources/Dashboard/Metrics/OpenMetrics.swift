/// Figures in the OpenMetrics text format 1.0, which Prometheus scrapes.
///
///     # TYPE tarsier_findings gauge
///     # HELP tarsier_findings Findings that stand, without those that are excepted.
///     tarsier_findings{rule="ebs-volume-detached",severity="low"} 3
///     # EOF
enum OpenMetrics {
  static let mediaType = "application/openmetrics-text; version=1.0.0; charset=utf-8"

  /// One kind of figure, with all its samples.
  struct Family {
    enum Kind: String { case gauge, info }

    var name: String
    var kind = Kind.gauge
    /// The name ends with it; nil for what has none.
    var unit: String?
    var help: String
    var samples: [Sample]
  }

  struct Sample {
    var labels: [(name: String, value: String)]
    /// A decimal with all its digits.
    var value: String
  }

  static func text(_ families: [Family]) -> String {
    var text = ""
    for family in families {
      text += "# TYPE \(family.name) \(family.kind.rawValue)\n"
      if let unit = family.unit { text += "# UNIT \(family.name) \(unit)\n" }
      text += "# HELP \(family.name) \(escaped(family.help))\n"
      for sample in family.samples {
        text += family.name + (family.kind == .info ? "_info" : "")
        if !sample.labels.isEmpty {
          let labels = sample.labels.map { "\($0.name)=\"\(escaped($0.value))\"" }
          text += "{\(labels.joined(separator: ","))}"
        }
        text += " \(sample.value)\n"
      }
    }
    return text + "# EOF\n"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
