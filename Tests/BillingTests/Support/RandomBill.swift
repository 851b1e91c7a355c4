import TestSupport

/// A random bill in a random dialect of CSV: quotes, line breaks, lengths and kinds of cell.
struct RandomBill {
  private var random: SplitMix64
  private let columns: [String]
  private let lineEnd: String
  private let delimiter: String
  private let quotesAll: Bool
  /// How often a cell leaves the dialect of the scanner, or a row is broken; 0 for never.
  private let oddness: Int

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    var columns =
      Self.mandatory + ["ServiceName", "ResourceId", "Tags", "EffectiveCost", "ChargeDescription"]
    columns.shuffle(using: &random)
    self.columns = columns
    lineEnd = random.pick(["\n", "\n", "\r\n"])
    delimiter = random.oneIn(8) ? random.pick([";", "\t"]) : ","
    quotesAll = random.oneIn(4)
    oddness = random.oneIn(3) ? 12 : 0
  }

  private static let mandatory = [
    "BilledCost", "BillingAccountId", "BillingCurrency", "BillingPeriodStart", "ChargePeriodStart",
    "ChargePeriodEnd",
  ]

  mutating func text() -> String {
    var text = random.oneIn(6) ? "\u{FEFF}" : ""
    text += columns.map { quotesAll ? "\"\($0)\"" : $0 }.joined(separator: delimiter) + lineEnd
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      if random.oneIn(10) { text += random.pick(["", " ", "\t "]) + lineEnd }
      var cells = columns.map { cell($0) }
      if oddness > 0, random.oneIn(oddness * 2) { cells.removeLast() }
      text += cells.joined(separator: delimiter) + lineEnd
    }
    if random.oneIn(3) { text = String(text.dropLast(1)) }
    return text
  }

  private mutating func cell(_ column: String) -> String {
    let value: String
    switch column {
    case "BillingAccountId": value = random.pick(["a", "a", "b c"])
    case "BillingCurrency": value = random.oneIn(10) ? "EUR" : "USD"
    case "BillingPeriodStart": value = random.oneIn(12) ? "2024-04-01" : "2024-05-01T00:00:00Z"
    case "ChargePeriodStart":
      value = random.pick(["2024-05-01 00:00:00", "2024-05-02T00:00:00Z", "5/3/2024"])
    case "ChargePeriodEnd":
      value = random.pick([
        "2024-05-01 01:00:00", "2024-05-02T01:00:00Z", "2024-05-03T01:00:00Z", "2024-05-04",
      ])
    case "BilledCost", "EffectiveCost": value = figure()
    case "Tags":
      value = random.pick(["", "NULL", "{}", "{\"k\": \"\(word())\"}", "{\"k\":\"v\",\"l\":\"\(word())\"}"])
    default: value = random.oneIn(5) ? random.pick(["NULL", "", "null", "None"]) : word()
    }
    if oddness > 0, random.oneIn(oddness * columns.count) {
      return random.pick(["x\"y", "\"x\" ", " \"x\"", "\"x\"y", "\"", "x\ry"])
    }
    return written(value)
  }

  private mutating func figure() -> String {
    if oddness > 0, random.oneIn(oddness * 4) { return random.pick(["x", "1,5", "1e", "$3"]) }
    let digits = String(Int.random(in: 0...99_999, using: &random))
    return random.pick([
      digits, "-\(digits)", "0.\(digits)", "\(digits).\(digits)00", "\(digits)e-7", "+\(digits)", "NULL", "",
    ])
  }

  private mutating func word() -> String {
    // A word of a length near the scanner's blocks of 64 bytes, now and then.
    if random.oneIn(8) { return String(repeating: "w", count: Int.random(in: 55...70, using: &random)) }
    let letters = Array("ab,\"\n;\t é'{}:1")
    let word = String((0..<Int.random(in: 0...6, using: &random)).map { _ in random.pick(letters) })
    return random.oneIn(6) ? word + "\r\n" + word : word
  }

  private mutating func written(_ value: String) -> String {
    let mustQuote = value.utf8.contains { byte in
      [34, 10, 13].contains(byte) || delimiter.utf8.contains(byte)
    }
    if mustQuote || quotesAll || random.oneIn(6) {
      return "\"\(value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
    }
    return random.oneIn(10) ? " \(value) " : value
  }
}
