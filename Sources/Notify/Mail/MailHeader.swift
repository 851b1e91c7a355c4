internal import Billing
internal import FoundationEssentials

/// The lines of a mail's headers; nothing that is written into one can begin another.
enum MailHeader {
  /// A header of text, such as the subject: plain ASCII as it is, anything else in encoded words (RFC 2047).
  static func text(_ name: String, _ text: String) -> [String] {
    let plain = text.plainName
    let isSimple =
      plain.utf8.allSatisfy { $0 >= 32 && $0 < 127 } && !plain.contains("=?")
      && name.utf8.count + 2 + plain.utf8.count <= 76
    guard !isSimple else { return ["\(name): \(plain)"] }
    // Each word holds whole characters, and fits a line with its frame.
    var words: [String] = []
    var current: [UInt8] = []
    for scalar in plain.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      let room = words.isEmpty ? 42 - name.utf8.count / 4 * 3 : 42
      if current.count + bytes.count > room {
        words.append("=?utf-8?B?\(Data(current).base64EncodedString())?=")
        current = []
      }
      current += bytes
    }
    words.append("=?utf-8?B?\(Data(current).base64EncodedString())?=")
    return words.enumerated().map { $0 == 0 ? "\(name): \($1)" : " \($1)" }
  }

  /// A header of addresses, several to a line; no line where there is none.
  static func list(_ name: String, _ addresses: [String]) -> [String] {
    guard let first = addresses.first else { return [] }
    var lines = ["\(name): \(first)"]
    for address in addresses.dropFirst() {
      lines[lines.count - 1] += ","
      if lines[lines.count - 1].utf8.count + address.utf8.count + 2 > 76 {
        lines.append(" \(address)")
      } else {
        lines[lines.count - 1] += " \(address)"
      }
    }
    return lines
  }

  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Fri, 27 Nov 2026 02:00:00 +0000`.
  static func date(_ seconds: Int) -> String {
    let day = floorDivide(seconds, 86_400)
    let date = Civil.date(days: day)
    let time = Civil.timeText(seconds: seconds).dropFirst(11).dropLast()
    // 1970-01-01 was a Thursday.
    return "\(days[(day % 7 + 7) % 7]), \(date.day) \(months[date.month - 1]) \(date.year) \(time) +0000"
  }
}
