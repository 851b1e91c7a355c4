internal import Billing
internal import Glibc

/// Runs a rule's program on some input, within its time and without flooding us.
///
/// It gets a file to read that nobody else has, an environment without credentials, and a process group of its
/// own, which is ended as a whole: what it started goes with it.
struct ProgramProcess {
  private let program: RuleProgram
  private let rule: Rule

  /// More than any list of findings that somebody reads.
  private static let mostBytes = 16 << 20

  init(_ program: RuleProgram, _ rule: Rule) {
    self.program = program
    self.rule = rule
  }

  /// - Throws: where it cannot be started, fails, takes too long or writes too much.
  func output(for input: [UInt8]) throws -> [UInt8] {
    let source = try Self.file(holding: input)
    defer { close(source) }
    let (output, errors) = (try pipe(), try pipe())
    defer { for end in [output.read, errors.read] { close(end) } }
    let process = try start(source, output.write, errors.write)
    close(output.write)
    close(errors.write)
    let read = Result { try self.read(output.read, errors.read) }
    if case .failure = read { kill(-process, SIGKILL) }
    var status: Int32 = 0
    unsafe waitpid(process, &status, 0)
    // Whatever it left behind.
    kill(-process, SIGKILL)
    let (written, complaint) = try read.get()
    guard status == 0 else {
      throw Problem.programFailed(rule, program, status: status, complaint)
    }
    return written
  }

  /// A file without a name, from which the program reads as from any other.
  private static func file(holding bytes: [UInt8]) throws -> Int32 {
    var name = Array("/tmp/tarsier-rule-XXXXXX".utf8CString)
    let file = unsafe name.withUnsafeMutableBufferPointer {
      unsafe $0.baseAddress.map { unsafe mkstemp($0) } ?? -1
    }
    unsafe unlink(name)
    guard file >= 0 else { throw Problem.noProgramInput(errno) }
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes[written...].withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
      guard count > 0 else {
        close(file)
        throw Problem.noProgramInput(errno)
      }
      written += count
    }
    lseek(file, 0, SEEK_SET)
    return file
  }

  private func pipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    guard unsafe Glibc.pipe(&ends) == 0 else { throw Problem.noProgramInput(errno) }
    // The program gets these as its output, and no other copies that would keep them open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private func start(_ input: Int32, _ output: Int32, _ errors: Int32) throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (from, to) in [(input, Int32(0)), (output, 1), (errors, 2)] {
      unsafe posix_spawn_file_actions_adddup2(&actions, from, to)
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    var process: pid_t = 0
    let path = program.path.contains("/") ? program.path : "./\(program.path)"
    let arguments = unsafe CStrings([path])
    let environment = unsafe CStrings(["PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "TZ=UTC"])
    let code = unsafe posix_spawn(
      &process, path, &actions, &attributes, arguments.pointers, environment.pointers)
    guard code == 0 else { throw Problem.programNotStarted(rule, program, code) }
    return process
  }

  /// Reads both ends until they are closed.
  private func read(_ output: Int32, _ errors: Int32) throws -> (output: [UInt8], errors: [UInt8]) {
    let deadline = ContinuousClock.now + .seconds(program.seconds)
    var texts: [Int32: [UInt8]] = [output: [], errors: []]
    var open = [output, errors]
    var buffer = Array(repeating: UInt8(0), count: 65_536)
    while !open.isEmpty {
      let left = (deadline - ContinuousClock.now) / .milliseconds(1)
      guard left > 0 else { throw Problem.programTooSlow(rule, program) }
      var polled = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      unsafe poll(&polled, nfds_t(polled.count), Int32(min(left + 1, 1_000)))
      for end in polled where end.revents != 0 {
        let count = unsafe Glibc.read(end.fd, &buffer, buffer.count)
        if count <= 0 {
          open.removeAll { $0 == end.fd }
        } else if end.fd == errors {
          // The first words say what is wrong.
          let room = max(0, 400 - texts[errors, default: []].count)
          texts[errors]?.append(contentsOf: buffer.prefix(min(count, room)))
        } else {
          texts[end.fd]?.append(contentsOf: buffer.prefix(count))
          guard texts[end.fd, default: []].count <= Self.mostBytes else {
            throw Problem.programFloods(rule, program, Self.mostBytes)
          }
        }
      }
    }
    return (texts[output] ?? [], texts[errors] ?? [])
  }
}

/// A list of C strings that ends with a null, as starting a program takes it.
@unsafe private final class CStrings {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ texts: [String]) {
    unsafe count = texts.count
    unsafe pointers = .allocate(capacity: texts.count + 1)
    for (index, text) in texts.enumerated() { unsafe pointers[index] = strdup(text) }
    unsafe pointers[texts.count] = nil
  }

  deinit {
    for index in 0..<(unsafe count) { unsafe free(pointers[index]) }
    unsafe pointers.deallocate()
  }
}
