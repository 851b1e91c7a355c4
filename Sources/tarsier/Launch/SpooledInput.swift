internal import Billing
internal import FoundationEssentials
internal import Glibc

/// Standard input, kept in a temporary file, because a bill may have to be read twice.
struct SpooledInput {
  let path: String

  init() throws {
    var name = Array("\(FileManager.default.temporaryDirectory.path)/standard-input-XXXXXX".utf8CString)
    let file = mkstemp(&name)
    path = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    guard file >= 0 else { throw Self.failure(path) }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(0, &buffer, buffer.count)
      if count == 0 { return }
      guard count > 0, write(file, buffer, count) == count else {
        remove()
        throw Self.failure(path)
      }
    }
  }

  func remove() { unlink(path) }

  private static func failure(_ path: String) -> Problem {
    Problem(
      "standard input", "cannot be kept in \(path): \(String(cString: strerror(errno)))",
      remedy: "make room there, set TMPDIR to another folder, or import a file")
  }
}
