internal import Billing
internal import FoundationEssentials

/// One file of a snapshot: an answer of the aws CLI, or the error in its place.
enum AnswerFile {
  static func bytes(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else { throw Problem.unreadable(path) }
    return Array(data)
  }

  /// - Parameter mayBeEmpty: whether the call prints nothing where there is nothing.
  static func parse(_ path: String, mayBeEmpty: Bool = false) throws -> JSONDocument {
    let bytes = try bytes(path)
    if mayBeEmpty && bytes.allSatisfy({ $0 <= 32 }) { return .empty }
    do {
      return try JSONDocument(bytes)
    } catch {
      throw Problem.notJSON(path, error, in: bytes)
    }
  }

  /// The code in an error of the aws CLI; a text of another form gives its first line.
  static func errorCode(_ path: String) throws -> String {
    let text = String(decoding: try bytes(path), as: UTF8.self)
    return AnswerText.errorCode(text)
      ?? text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "an error without text"
  }
}
