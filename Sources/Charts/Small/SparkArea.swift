public import Billing

/// A small chart for a line of a table: any number of slots as one shape, credits below the line.
public struct SparkArea: Sendable {
  let amounts: [Amount]
  let words: String

  /// More slots than these are drawn as the means of equal groups.
  private static let most = 60
  private static let height = 200

  /// - Parameters:
  ///   - amounts: one for each slot.
  ///   - words: what it shows, for those who hear the page.
  public init(amounts: [Amount], words: String) {
    self.amounts = amounts
    self.words = words
  }

  /// The shape as an inline SVG of class `spark-area`.
  public var html: String {
    let values = Self.means(amounts.map(\.plotted))
    let (top, low) = (max(values.max() ?? 0, 0), min(values.min() ?? 0, 0))
    var page = Markup()
    page.put("<svg class=\"spark-area\" viewBox=\"0 0 \(max(values.count, 1)) \(Self.height)\"")
    page.put(" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"")
    page.put(escaped: words)
    page.put("\">")
    func y(_ value: Double) -> Int { Int(((top - value) / (top - low) * Double(Self.height)).rounded()) }
    func put(_ name: String, _ part: (Double) -> Double) {
      guard values.contains(where: { part($0) != 0 }) else { return }
      var path = PathText()
      path.move(x: 0, y: y(0))
      for (index, value) in values.enumerated() {
        path.line(x: index * 10, y: y(part(value)))
        path.line(x: index * 10 + 10, y: y(part(value)))
      }
      path.line(x: values.count * 10, y: y(0))
      path.close()
      page.put("<path class=\"\(name)\" d=\"")
      page.put(path.finished())
      page.put("\"/>")
    }
    put("spark now") { max($0, 0) }
    put("spark credit") { min($0, 0) }
    page.put("</svg>")
    return page.text
  }

  private static func means(_ values: [Double]) -> [Double] {
    guard values.count > most else { return values }
    return (0..<most).map { group in
      let range = group * values.count / most..<(group + 1) * values.count / most
      return values[range].reduce(0, +) / Double(range.count)
    }
  }
}
