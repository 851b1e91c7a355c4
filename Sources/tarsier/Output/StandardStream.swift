internal import Billing
internal import Glibc

/// Standard output, for results, and standard error, for progress, notices and errors.
enum StandardStream {
  case output, error

  /// Writes a text whole, as `write(_ bytes:)` does.
  func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Writes all bytes at once.
  ///
  /// A reader that has gone, such as `head`, is no failure: what a command does is done to its end, and
  /// nobody misses the rest of its text. A full disk is one.
  func write(_ bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes[written...].withUnsafeBytes {
        unsafe Glibc.write(self == .output ? STDOUT_FILENO : STDERR_FILENO, $0.baseAddress, $0.count)
      }
      if count >= 0 {
        written += count
      } else if errno == EPIPE {
        return
      } else if errno != EINTR && errno != EAGAIN {
        throw unsafe Problem(
          self == .output ? "standard output" : "standard error", String(cString: strerror(errno)),
          remedy: "check where the output goes, and run the command again")
      }
    }
  }

  /// Lets a write to a closed pipe return instead of ending the process.
  static func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }
}
