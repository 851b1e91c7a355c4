internal import Billing
internal import FoundationEssentials
internal import Glibc

/// A file that a command writes for people.
enum OutputFile {
  static func write(_ text: String, to path: String) throws {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    do {
      if !folder.isEmpty {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Problem(
        path, "cannot be written: \(reason(error))",
        remedy: "check the folder and its permissions, or name another with --out")
    }
  }

  /// The system's own words where there are any.
  static func reason(_ error: any Error) -> String {
    guard let system = (error as? CocoaError)?.underlying as? POSIXError else { return "\(error)" }
    return unsafe String(cString: strerror(system.code.rawValue))
  }
}
