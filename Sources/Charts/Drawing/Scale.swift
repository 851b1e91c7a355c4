internal import Billing

/// A linear scale of money with round ticks: 1, 2 or 5 times a power of ten apart.
///
/// Charts are geometry: in this module, and only in it, money becomes a Double.
struct Scale {
  let low: Double
  let high: Double
  let step: Double
  let ticks: [Double]

  /// Spans `low`…`high` and zero with about `count` ticks.
  ///
  /// - Parameter isTight: whether what little hangs below zero gets fifths of a step rather than a whole one.
  init(from low: Double, to high: Double, ticks count: Int = 4, isTight: Bool = false) {
    let (low, high) = (min(low, 0), high <= 0 && low >= 0 ? 1 : max(high, 0))
    let rough = (high - low) / Double(count)
    var power = 1.0
    while power > rough { power /= 10 }
    while power * 10 <= rough { power *= 10 }
    let step = ([1, 2, 5].first { $0 * power >= rough } ?? 10) * power
    let first = (low / step).rounded(.down)
    let last = (high / step).rounded(.up)
    let fifths = isTight && high > 0 ? (low / step * 5).rounded(.down) / 5 : first
    self.low = fifths * step
    self.high = last * step
    self.step = step
    ticks = (Int(fifths.rounded(.up))...Int(last)).map { Double($0) * step }
  }

  /// 0 at the low end, 1 at the high one.
  func position(_ value: Double) -> Double { (value - low) / (high - low) }

  /// A tick's value with as few decimals as its step needs: `2,000`, `0.05`.
  func label(_ tick: Double) -> String { Self.label(tick, step: step) }

  /// A tick's value where there is little room: `150k`, `2.5M`.
  func shortLabel(_ tick: Double) -> String {
    let largest = max(high, -low)
    for (size, suffix) in [(1e9, "B"), (1e6, "M"), (1e3, "k")] where tick != 0 && largest >= max(size, 1e5) {
      return Self.label(tick / size, step: step / size) + suffix
    }
    return tick == 0 ? "0" : label(tick)
  }

  private static func label(_ tick: Double, step: Double) -> String {
    var (decimals, factor) = (0, 1.0)
    while decimals < 9, abs((step * factor).rounded() - step * factor) > step * factor / 1_000 {
      decimals += 1
      factor *= 10
    }
    return Amount(units: Int128((tick * factor).rounded()), scale: decimals).formatted(decimals: decimals)
  }
}

extension Amount {
  /// The nearest Double, for drawing.
  var plotted: Double {
    let exact = trimmed
    // The general conversion of 128 bits is many times as slow, and nearly every amount fits 64.
    let units = Int64(exactly: exact.units).map { Double($0) } ?? Double(exact.units)
    return units / Self.powers[exact.scale]
  }

  private static let powers = (0...maximumScale).map { Double(powerOfTen($0)) }

  /// Money for a chart's label: without cents from 100 on.
  var brief: String {
    let hundred = Amount(units: 100, scale: 0)
    return formatted(decimals: self >= hundred || self <= -hundred ? 0 : 2)
  }
}
