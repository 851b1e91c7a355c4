internal import Billing
internal import Glibc

/// Appends each message to a file, a line of JSON a message.
///
/// A line is written whole or not at all, and is on the disk before it counts as handed over.
public struct FileChannel: Channel {
  private let path: String
  private let clock: @Sendable () -> Int

  /// - Parameter clock: seconds since 1970.
  public init(path: String, clock: @escaping @Sendable () -> Int) {
    self.path = path
    self.clock = clock
  }

  public var name: String { "file \(path)" }
  public var isLoopbackOrFile: Bool { true }

  public func send(_ message: Message) async -> DeliveryOutcome {
    do {
      try append(try Envelope.json(of: message, at: clock()) + "\n")
      return .handedOver(answer: "written to \(path)")
    } catch {
      return .failed(error as? Problem ?? Problem.cannotAppend(path, "\(error)"))
    }
  }

  private func append(_ line: String) throws {
    let file = unsafe open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Problem.cannotAppend(path, "it is no plain file")
    }
    // Two at once would mix their lines up where one of them is undone.
    guard flock(file, LOCK_EX) == 0, unsafe fstat(file, &status) == 0 else { throw failure() }
    let before = status.st_size
    var bytes = Array(line.utf8)
    // Somebody's last line may lack its end.
    if before > 0 && lastByte(file, at: before - 1) != UInt8(ascii: "\n") {
      bytes.insert(UInt8(ascii: "\n"), at: 0)
    }
    do {
      try write(bytes, to: file)
      guard fsync(file) == 0 else { throw failure() }
    } catch {
      ftruncate(file, before)
      throw error
    }
  }

  private func lastByte(_ file: Int32, at offset: Int) -> UInt8 {
    var byte: UInt8 = 0
    unsafe pread(file, &byte, 1, offset)
    return byte
  }

  private func write(_ bytes: [UInt8], to file: Int32) throws {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes[written...].withUnsafeBytes {
        unsafe Glibc.write(file, $0.baseAddress, $0.count)
      }
      guard count > 0 else { throw failure() }
      written += count
    }
  }

  private func failure() -> Problem { Problem.cannotAppend(path, unsafe String(cString: strerror(errno))) }
}
