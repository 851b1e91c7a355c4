internal import Billing
internal import FoundationEssentials

/// A file that holds one secret: its first line.
public enum SecretFile {
  /// - Throws: a `Problem` where it cannot be read, or is empty.
  public static func text(_ path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else { throw Problem.noSecret(path) }
    let text = String(decoding: data, as: UTF8.self)
    let line = text.prefix { !$0.isNewline }
    guard !line.isEmpty else { throw Problem.emptySecret(path) }
    return String(line)
  }
}
