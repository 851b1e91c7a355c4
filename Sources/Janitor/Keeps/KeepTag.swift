/// The tags by which whoever owns a resource keeps it.
public enum KeepTag {
  /// What a notice tells people to set.
  public static let name = "tarsier:keep"

  /// - Returns: the tag that keeps a resource, as it is written; nil where none does.
  public static func of(_ tags: [String: String]) -> String? {
    for (key, value) in tags.sorted(by: { $0.key < $1.key }) {
      switch key.lowercased() {
      case name: return value.isEmpty ? key : "\(key)=\(value)"
      case "janitor" where value.lowercased() == "donotmark": return "\(key)=\(value)"
      default: break
      }
    }
    return nil
  }
}
