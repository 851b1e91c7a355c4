/// Refuses a packed file that unpacks to far more than it is: a bomb, made to fill memory and disk.
///
/// Bills of many like rows reach 40 bytes for each packed one; gzip itself ends at 1032.
final class RatioLimit: ByteSource {
  /// How many bytes may come of each packed one.
  static let most = 200
  /// Up to here anything goes.
  static let free = 1 << 26

  private let source: any ByteSource
  private let file: FileSource
  private var unpacked = 0

  /// - Parameter source: what unpacks `file`.
  init(_ source: any ByteSource, of file: FileSource) {
    self.source = source
    self.file = file
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = try unsafe source.read(into: buffer)
    unpacked += count
    if unpacked > Self.free, unpacked / Self.most > file.bytesRead {
      throw Problem.unpacksTooFar(file.path, most: Self.most)
    }
    return count
  }
}
