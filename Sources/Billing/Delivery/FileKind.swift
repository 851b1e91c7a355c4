internal import Glibc

/// What stands at a path, where links are followed.
///
/// Only a file is opened: a pipe or a device may never end.
enum FileKind {
  case file, folder, pipe, other

  /// - Returns: nil where nothing is there.
  init?(_ path: String) {
    var information = stat()
    guard unsafe stat(path, &information) == 0 else { return nil }
    switch information.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFIFO: self = .pipe
    default: self = .other
    }
  }
}
