import Testing

@testable import Charts

/// Round ticks for charts.
struct ScaleTests {
  @Test(arguments: [
    (0.0, 1288.0, ["0", "500", "1,000", "1,500"]), (-400, 1288, ["-500", "0", "500", "1,000", "1,500"]),
    (0, 0.07, ["0.00", "0.02", "0.04", "0.06", "0.08"]), (-3, -1, ["-3", "-2", "-1", "0"]),
  ])
  func ticks(low: Double, high: Double, labels: [String]) {
    let scale = Scale(from: low, to: high)
    #expect(scale.ticks.map(scale.label) == labels)
  }

  /// A credit of 25 beside 1,900 takes a twentieth of the picture, and no fifth.
  @Test(
    arguments: [
      (-25.0, 1_900.0, -100.0, ["0", "500", "1,000", "1,500", "2,000"]),
      (-420, 1_900, -600, ["0", "1,000", "2,000"]),
      (-1_100, 1_900, -1_200, ["-1,000", "0", "1,000", "2,000"]),
      (0, 1_900, 0, ["0", "500", "1,000", "1,500", "2,000"]), (-2.5, -1, -3, ["-3", "-2", "-1", "0"]),
      (-2.5, 0, -3, ["-3", "-2", "-1", "0"]),
    ] as [(Double, Double, Double, [String])])
  func `what hangs below zero gets as much as it needs`(
    low: Double, high: Double, end: Double, labels: [String]
  ) {
    let scale = Scale(from: low, to: high, isTight: true)
    #expect(abs(scale.low - end) < 1e-9)
    #expect(scale.ticks.map(scale.label) == labels)
    #expect(scale.low <= low && scale.high >= high)
  }

  @Test func `nothing still has a scale`() {
    #expect(Scale(from: 0, to: 0).ticks.count > 1)
  }

  @Test(arguments: [
    (0.0, 80_000.0, "20,000"), (0, 300_000, "100k"), (0, 9_000_000, "5M"), (-2_400_000, 0, "-2M"),
    (0, 3e9, "1B"), (0, 0.3, "0.1"), (0, 1_400_000, "0.5M"), (0, 1.4, "0.5"),
  ])
  func shortLabels(low: Double, high: Double, label: String) {
    let scale = Scale(from: low, to: high)
    #expect(scale.ticks.map(scale.shortLabel).contains(label))
  }
}
