internal import Billing
internal import FoundationEssentials
internal import Glibc

/// Standard input, kept in a temporary file, because a bill may have to be read twice.
struct SpooledInput {
  let path: String

  init() throws {
    var name = Array("\(FileManager.default.temporaryDirectory.path)/standard-input-XXXXXX".utf8CString)
    let file = unsafe mkstemp(&name)
    path = unsafe name.withUnsafeBufferPointer {
      unsafe $0.baseAddress.map { unsafe String(cString: $0) } ?? ""
    }
    guard file >= 0 else { throw Self.failure(path) }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe read(0, &buffer, buffer.count)
      if count == 0 { return }
      guard count > 0, unsafe write(file, buffer, count) == count else {
        remove()
        throw Self.failure(path)
      }
    }
  }

  func remove() { unsafe unlink(path) }

  private static func failure(_ path: String) -> Problem {
    Problem(
      "standard input", unsafe "cannot be kept in \(path): \(String(cString: strerror(errno)))",
      remedy: "make room there, set TMPDIR to another folder, or import a file")
  }
}
