internal import Glibc

/// What shows that a file was written to: its place on the disk, its size and its time.
struct FileStamp: Equatable {
  private var numbers: [Int] = []
  /// In bytes; 0 where there is no such file.
  private(set) var size = 0

  init(_ path: String) {
    var information = stat()
    guard unsafe stat(path, &information) == 0 else { return }
    size = Int(information.st_size)
    numbers = [
      Int(information.st_dev), Int(information.st_ino),
      Int(information.st_mtim.tv_sec), Int(information.st_mtim.tv_nsec),
    ]
  }
}
