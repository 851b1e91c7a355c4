/// Reads and writes the escapes of JSON texts.
enum JSONEscapes {
  /// The text of a string's bytes; a half surrogate becomes the replacement character.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    var units: [UInt16] = []
    var plain: [UInt8] = []
    var result = ""
    func flushPlain() {
      result += String(decoding: plain, as: UTF8.self)
      plain.removeAll(keepingCapacity: true)
    }
    func flushUnits() {
      result += String(decoding: units, as: UTF16.self)
      units.removeAll(keepingCapacity: true)
    }
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < bytes.endIndex else {
        if !units.isEmpty { flushUnits() }
        plain.append(byte)
        continue
      }
      let escape = bytes[index]
      index += 1
      if escape == UInt8(ascii: "u"), index + 4 <= bytes.endIndex,
        let unit = UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
      {
        if !plain.isEmpty { flushPlain() }
        units.append(unit)
        index += 4
      } else {
        if !units.isEmpty { flushUnits() }
        plain.append(meaning(of: escape))
      }
    }
    flushPlain()
    flushUnits()
    return result
  }

  private static func meaning(of escape: UInt8) -> UInt8 {
    switch escape {
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "r"): 13
    case UInt8(ascii: "t"): 9
    case UInt8(ascii: "b"): 8
    case UInt8(ascii: "f"): 12
    default: escape
    }
  }

  /// Appends a text in quotes, with what JSON wants escaped.
  static func append(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    defer { output.append(UInt8(ascii: "\"")) }
    if text.utf8.allSatisfy({ $0 >= 32 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      output += text.utf8
      return
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        output.append(UInt8(ascii: "\\"))
        output.append(byte)
      case 0..<32:
        output.append(contentsOf: "\\u00".utf8)
        output.append(hexadecimal[Int(byte >> 4)])
        output.append(hexadecimal[Int(byte & 15)])
      default: output.append(byte)
      }
    }
  }

  private static let hexadecimal = Array("0123456789abcdef".utf8)
}
