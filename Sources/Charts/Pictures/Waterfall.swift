public import Billing

/// How one total became another: a column for each, and between them what was added and taken away.
public struct Waterfall: Chart {
  /// What is added or taken away, or what it starts from.
  public struct Step: Sendable {
    let title: String
    let amount: Amount

    public init(title: String, amount: Amount) {
      self.title = title
      self.amount = amount
    }
  }

  let start: Step
  let steps: [Step]
  let end: String
  let currency: String

  /// - Parameter end: the title of the last column, which is the sum.
  public init(start: Step, steps: [Step], end: String, currency: String) {
    self.start = start
    self.steps = steps
    self.end = end
    self.currency = currency
  }

  private static let (width, height) = (960.0, 280.0)
  private static let (left, right, top, bottom) = (56.0, 8.0, 22.0, 28.0)

  /// Where a column begins and ends.
  private struct Bar {
    var title: String
    var label: String
    var from: Amount
    var to: Amount
    var style: String
  }

  private var bars: [Bar] {
    var sum = start.amount
    var bars = [Bar(title: start.title, label: sum.formatted(), from: .zero, to: sum, style: "w-total")]
    for step in steps {
      bars.append(
        Bar(
          title: step.title, label: (step.amount > .zero ? "+" : "") + step.amount.formatted(), from: sum,
          to: sum + step.amount,
          style: step.amount < .zero ? "w-down" : "w-up"))
      sum += step.amount
    }
    return bars + [Bar(title: end, label: sum.formatted(), from: .zero, to: sum, style: "w-total")]
  }

  public func html(id: String, title: String) -> String {
    let bars = bars
    let edges = bars.flatMap { [$0.from.plotted, $0.to.plotted] }
    let scale = Scale(from: edges.min() ?? 0, to: edges.max() ?? 0)
    let slot = (Self.width - Self.left - Self.right) / Double(bars.count)
    var svg = SVG()
    for tick in scale.ticks {
      svg.line(
        Self.left, y(tick, scale), Self.width - Self.right, y(tick, scale), class: tick == 0 ? "axis" : "grid"
      )
      svg.text(Self.left - 8, y(tick, scale) + 4, scale.label(tick), class: "tick", anchor: .end)
    }
    for (index, bar) in bars.enumerated() {
      let x = Self.left + slot * Double(index)
      let (low, high) = (min(bar.from.plotted, bar.to.plotted), max(bar.from.plotted, bar.to.plotted))
      svg.rect(
        x + slot * 0.14, y(high, scale), slot * 0.72, max(y(low, scale) - y(high, scale), 1),
        class: bar.style,
        title: "\(bar.title): \(bar.label) \(currency)")
      svg.text(x + slot / 2, y(high, scale) - 6, bar.label, class: "peak", anchor: .middle)
      svg.text(x + slot / 2, Self.height - 8, bar.title, class: "tick", anchor: .middle)
      if index < bars.count - 1 {
        let level = y(bar.to.plotted, scale)
        svg.line(x + slot * 0.86, level, x + slot * 1.14, level, class: "axis")
      }
    }
    return svg.document(
      width: Self.width, height: Self.height, id: id, title: title,
      description: bars.map { "\($0.title) \($0.label)" }.joined(separator: ", ") + ".")
  }

  private func y(_ value: Double, _ scale: Scale) -> Double {
    Self.height - Self.bottom - scale.position(value) * (Self.height - Self.top - Self.bottom)
  }
}
