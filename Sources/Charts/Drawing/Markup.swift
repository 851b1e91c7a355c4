/// Text of a page, written as bytes: a chart has thousands of numbers.
package struct Markup {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

  package mutating func put(_ other: Markup) { bytes.append(contentsOf: other.bytes) }

  package mutating func put(_ byte: UInt8) { bytes.append(byte) }

  /// Text as it must stand in HTML and SVG.
  package mutating func put(escaped text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): put("&amp;")
      case UInt8(ascii: "<"): put("&lt;")
      case UInt8(ascii: ">"): put("&gt;")
      case UInt8(ascii: "\""): put("&quot;")
      case UInt8(ascii: "'"): put("&#39;")
      default: bytes.append(byte)
      }
    }
  }

  package mutating func put(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    put(magnitude: number.magnitude)
  }

  /// Tenths as a decimal, `-0.5`; whole numbers without a point.
  package mutating func put(tenths: Int) {
    if tenths < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, tenth) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    put(magnitude: whole)
    guard tenth > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(ascii: "0") + UInt8(tenth))
  }

  /// ` name="12.5"`, to the nearest tenth.
  package mutating func put(attribute name: String, _ number: Double, suffix: String = "") {
    put(" ")
    put(name)
    put("=\"")
    put(tenths: Int((number * 10).rounded()))
    put(suffix)
    put("\"")
  }

  private mutating func put(magnitude: UInt) {
    if magnitude >= 10 { put(magnitude: magnitude / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(magnitude % 10))
  }
}

/// Text as it must stand in HTML and SVG.
package func escaped(_ text: String) -> String {
  var markup = Markup()
  markup.put(escaped: text)
  return markup.text
}

/// A name cut to its first characters, as names may be of any length.
func shortened(_ text: String, to most: Int) -> String {
  text.count > most ? text.prefix(most - 1) + "…" : text
}
