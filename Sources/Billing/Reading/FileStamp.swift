internal import Glibc

/// What shows that a file was written to: its place on the disk, its size and its time.
public struct FileStamp: Hashable, Sendable {
  /// Which file it is, whatever is written to it.
  public struct Identity: Hashable, Sendable {
    fileprivate var device = 0
    fileprivate var node = 0
  }

  public private(set) var identity = Identity()
  private var seconds = 0
  private var nanoseconds = 0
  /// In bytes; 0 where there is no such file.
  public private(set) var size = 0

  public init(_ path: String) {
    var information = stat()
    guard unsafe stat(path, &information) == 0 else { return }
    size = Int(information.st_size)
    identity = Identity(device: Int(information.st_dev), node: Int(information.st_ino))
    (seconds, nanoseconds) = (Int(information.st_mtim.tv_sec), Int(information.st_mtim.tv_nsec))
  }
}

extension FileStamp: CustomStringConvertible {
  /// All of it, in digits and dots.
  public var description: String { "\(identity.node).\(size).\(seconds).\(nanoseconds)" }
}
