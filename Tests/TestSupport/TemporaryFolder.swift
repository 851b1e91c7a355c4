public import Foundation

/// A new folder of one test's own; it goes when the value goes.
public final class TemporaryFolder: Sendable {
  public let url: URL

  public init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "tarsier-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  public var path: String { url.path }

  /// The path of a file in it, be it there or not.
  public func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes a file, with the folders on its way, and gives its path.
  @discardableResult
  public func write(_ name: String, _ text: String) throws -> String { try write(name, Data(text.utf8)) }

  @discardableResult
  public func write(_ name: String, _ data: Data) throws -> String {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
    return file.path
  }

  /// The bytes of a file in it, to see that a failure left them as they were.
  public func bytes(_ name: String) throws -> Data { try Data(contentsOf: url.appending(path: name)) }
}
