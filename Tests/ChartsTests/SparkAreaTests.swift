import Billing
import Testing

@testable import Charts

/// Small charts of any number of slots.
struct SparkAreaTests {
  private func html(_ units: [Int128]) -> String {
    SparkArea(amounts: units.map { Amount(units: $0, scale: 0) }, words: "<1>").html
  }

  @Test func `credits hang below the line`() {
    // From 30 down to -10, in 200 units: 5 a unit.
    let html = html([10, 30, -10])
    #expect(html.contains("<path class=\"spark now\" d=\"M0 150v-50h1v-100h1v150h1z\"/>"))
    #expect(html.contains("<path class=\"spark credit\" d=\"M0 150h2v50h1v-50z\"/>"))
    #expect(html.contains("viewBox=\"0 0 3 200\"") && html.contains("aria-label=\"&lt;1&gt;\""))
  }

  @Test func `many slots are means of groups`() {
    let html = html((0..<120).map { $0 < 60 ? ($0.isMultiple(of: 2) ? 10 : 30) : 40 })
    #expect(html.contains("viewBox=\"0 0 60 200\""))
    #expect(html.contains("d=\"M0 200v-100h30v-100h30v200z\""))
  }

  @Test(arguments: [[], [0], [0, 0]] as [[Int128]])
  func `nothing is drawn of nothing`(units: [Int128]) {
    #expect(!html(units).contains("<path"))
  }
}
