public import Billing

extension Settings {
  /// The rates at which accounting books foreign money.
  public struct Conversion: Sendable, Equatable {
    /// The currency to book in, as `EUR`.
    public var to: String
    /// What one unit of each currency is in it.
    public var rates: [String: Amount]
    /// Where the rates are from, in the writer's own words.
    public var source: String
  }
}

extension Settings.Conversion {
  /// The most decimals of a rate; central banks publish up to seven.
  private static let mostDecimals = 10

  /// What stands under `report: {convert: …}`; nil where nothing does.
  static func read(in report: CheckedMapping) throws -> Settings.Conversion? {
    guard let node = report.node("convert") else { return nil }
    let mapping = try CheckedMapping(
      node, file: report.file, key: "convert", known: ["to", "rates", "source"])
    let to = try mapping.text("to")
    guard isCurrency(to) else {
      throw Problem.noCurrency(mapping.place(mapping.node("to")), to)
    }
    var rates: [String: Amount] = [:]
    for (currency, node) in try mapping.entries(of: try mapping.required("rates"), "rates") {
      guard isCurrency(currency), currency != to else {
        throw Problem.noCurrency(mapping.place(node), currency)
      }
      let text = try mapping.text(node, currency)
      guard let rate = Amount(text), rate > .zero, rate.scale <= mostDecimals else {
        throw Problem.noRate(mapping.place(node), text)
      }
      rates[currency] = rate
    }
    return Settings.Conversion(to: to, rates: rates, source: try mapping.text("source"))
  }

  /// A code of ISO 4217, as bills write it.
  private static func isCurrency(_ text: String) -> Bool {
    text.utf8.count == 3 && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }
}

extension Problem {
  fileprivate static func noCurrency(_ place: String, _ text: String) -> Problem {
    Problem(
      place, "'\(text)' is no currency to convert",
      remedy: "write codes such as USD, and under rates other ones than to")
  }

  fileprivate static func noRate(_ place: String, _ text: String) -> Problem {
    Problem(
      place, "'\(text)' is no rate",
      remedy: "write what one unit is worth, above 0 and with at most 10 decimals, such as \"0.9234\"")
  }
}
