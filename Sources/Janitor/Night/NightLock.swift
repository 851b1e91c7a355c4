internal import Billing
internal import Glibc

/// Lets one janitor work on a ledger at a time.
///
/// It is a lock on a file beside the ledger, which the kernel lets go of when its process ends, however that is;
/// what a dead process left behind holds up nobody.
public final class NightLock {
  private let file: Int32

  /// - Throws: where another janitor is at work.
  public init(beside ledger: String) throws {
    let path = "\(Self.resolved(ledger)).janitor"
    // A child, such as the aws command, must not hold it when this process has ended.
    file = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw unsafe Problem.noLock(path, String(cString: strerror(errno))) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let isHeld = errno == EWOULDBLOCK
      let reason = unsafe String(cString: strerror(errno))
      let other = Self.process(file)
      close(file)
      throw isHeld ? Problem.otherJanitor(ledger, process: other) : Problem.noLock(path, reason)
    }
    let text = "\(getpid())\n"
    ftruncate(file, 0)
    _ = unsafe pwrite(file, text, text.utf8.count, 0)
  }

  deinit { close(file) }

  /// The path without symbolic links, so that every way to a ledger leads to one lock.
  private static func resolved(_ path: String) -> String {
    // A ledger that is not there yet is named by nothing but its own path.
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  private static func process(_ file: Int32) -> String? {
    var buffer = [UInt8](repeating: 0, count: 20)
    let count = unsafe pread(file, &buffer, buffer.count, 0)
    guard count > 0 else { return nil }
    let digits = buffer[..<count].prefix { (48...57).contains($0) }
    return digits.isEmpty ? nil : String(decoding: digits, as: UTF8.self)
  }
}
