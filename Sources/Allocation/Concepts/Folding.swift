/// Makes one of spellings that mean the same: `Cost_Center`, `cost center` and ` COST-CENTER `.
enum Folding {
  /// Lower case, without space around it, and with `-` for `_` and space.
  static func folded(_ text: String) -> String {
    var copy = text
    let plain = copy.withUTF8 { bytes in
      unsafe bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    }
    if plain { return text }
    var result = Substring(text)
    while result.first?.isWhitespace == true { result.removeFirst() }
    while result.last?.isWhitespace == true { result.removeLast() }
    return String(result.lowercased().map { $0 == "_" || $0.isWhitespace ? "-" : $0 })
  }

  /// The keys of `known` that are one with `key`: itself first, then the others in their order.
  static func spellings(of key: String, among known: [String]) -> [String] {
    let wanted = folded(key)
    return [key] + known.filter { $0 != key && folded($0) == wanted }.sorted()
  }
}
