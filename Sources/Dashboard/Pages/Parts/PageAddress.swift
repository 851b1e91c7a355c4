/// The address of a page with what it is asked, as a link holds it.
struct PageAddress {
  let path: String
  private var parameters: [(name: String, value: String)] = []
  private var place: String?

  /// - Parameter parameters: those without a value, or with an empty one, are left out.
  init(_ path: String, _ parameters: KeyValuePairs<String, String?> = [:]) {
    self.path = path
    for (name, value) in parameters { set(name, value) }
  }

  private mutating func set(_ name: String, _ value: String?) {
    parameters.removeAll { $0.name == name }
    if let value, !value.isEmpty { parameters.append((name, value)) }
  }

  /// The same question but for one parameter.
  func with(_ name: String, _ value: String?) -> PageAddress {
    var address = self
    address.set(name, value)
    return address
  }

  /// The same, but for where the page opens: at the heading of that id.
  func at(_ id: String) -> PageAddress {
    var address = self
    address.place = id
    return address
  }

  var text: String {
    let pairs = parameters.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }
    return (pairs.isEmpty ? path : "\(path)?\(pairs.joined(separator: "&"))") + (place.map { "#\($0)" } ?? "")
  }

  /// Letters, digits and what else means nothing in a query stay; all other bytes are written as `%XX`.
  static func encoded(_ text: String) -> String {
    // By bytes: a page has hundreds of links.
    var encoded: [UInt8] = []
    encoded.reserveCapacity(text.utf8.count * 2)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ","):
        encoded.append(byte)
      default:
        encoded.append(UInt8(ascii: "%"))
        for digit in [byte >> 4, byte & 15] {
          encoded.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
        }
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
