/// Tells an address of mail from other texts; as strict as what an owner's tag needs.
public enum MailAddress {
  /// Whether a text is `local@domain` with nothing around it that a mail header would take for more.
  public static func isOne(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254, (1...64).contains(parts[0].count) else { return false }
    let words = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard words.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isOfLocalPart) }) else { return false }
    let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.allSatisfy { label in
      (1...63).contains(label.count) && label.allSatisfy(isOfLabel) && label.first != UInt8(ascii: "-")
        && label.last != UInt8(ascii: "-")
    }
  }

  private static func isOfLabel(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isOfLocalPart(_ byte: UInt8) -> Bool {
    isOfLabel(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
  }
}
