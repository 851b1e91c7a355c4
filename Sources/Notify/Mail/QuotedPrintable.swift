/// Text as quoted-printable (RFC 2045): lines of at most 76 characters that every mail server leaves alone.
enum QuotedPrintable {
  static func lines(of text: String) -> [String] {
    let unix = text.replacing("\r\n", with: "\n")
    var lines = unix.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).flatMap(
      encoded)
    // A text's last line end is the line's own.
    if lines.count > 1 && lines.last == "" { lines.removeLast() }
    return lines
  }

  private static func encoded(_ line: some Collection<UInt8>) -> [String] {
    var lines: [String] = []
    var current = ""
    for (number, byte) in line.enumerated() {
      let isLast = number == line.count - 1
      let isPlain =
        switch byte {
        case UInt8(ascii: "="): false
        // A point that begins a line would end the mail, and From an old mailbox's message.
        case UInt8(ascii: "."), UInt8(ascii: "F"): !current.isEmpty
        // A blank at a line's end may be lost on the way.
        case UInt8(ascii: " "), UInt8(ascii: "\t"): !isLast
        default: byte > 32 && byte < 127
        }
      let word = isPlain ? String(UnicodeScalar(byte)) : escaped(byte)
      if current.utf8.count + word.utf8.count > (isLast ? 76 : 75) {
        lines.append(current + "=")
        // What now begins a line is asked again.
        current = isPlain && ".F".utf8.contains(byte) ? escaped(byte) : word
      } else {
        current += word
      }
    }
    return lines + [current]
  }

  private static func escaped(_ byte: UInt8) -> String {
    "=" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}
