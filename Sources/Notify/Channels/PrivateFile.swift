internal import Billing
internal import Glibc

/// A file that only this user can read, for a program that takes a path; it goes with `remove`.
struct PrivateFile {
  let path: String

  init(_ bytes: [UInt8]) throws {
    let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var name = Array("\(folder)/tarsier-message-XXXXXX".utf8CString)
    // mkstemp gives it to its owner alone.
    let file = unsafe mkstemp(&name)
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard file >= 0 else { throw Problem.noTemporaryFile(path, unsafe String(cString: strerror(errno))) }
    defer { close(file) }
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes[written...].withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
      guard count > 0 else {
        let reason = unsafe String(cString: strerror(errno))
        remove()
        throw Problem.noTemporaryFile(path, reason)
      }
      written += count
    }
  }

  func remove() { unsafe unlink(path) }
}
