internal import CISAL
internal import Glibc

/// The plain bytes of a bill, one after another, whatever the file is packed in.
protocol ByteSource: AnyObject {
  /// Fills `buffer` from its start, as far as it goes in one step.
  ///
  /// - Returns: how many bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// Opens a file by what its first bytes say it is: gzip, zip, or plain text.
///
/// - Parameters:
///   - anyRatio: whether it may unpack to however much it will.
///   - progress: where to tell how many bytes of the file were read.
func openByteSource(
  _ path: String, anyRatio: Bool = false, progress: ReadProgress? = nil
) throws -> any ByteSource {
  let file = try FileSource(path: path, progress: progress)
  var magic: (UInt8, UInt8) = (0, 0)
  let count = unsafe withUnsafeMutableBytes(of: &magic) {
    unsafe pread(file.descriptor, $0.baseAddress, 2, 0)
  }
  guard count == 2 else { return file }
  let source: any ByteSource
  switch magic {
  case (0x1F, 0x8B): source = GzipSource(file)
  case (UInt8(ascii: "P"), UInt8(ascii: "K")): source = try ZipSource(file)
  default: return file
  }
  return anyRatio ? source : RatioLimit(source, of: file)
}

/// A file as it is.
final class FileSource: ByteSource {
  let path: String
  let descriptor: Int32
  /// How many bytes were taken from it so far, one after another.
  private(set) var bytesRead = 0

  private let progress: ReadProgress?

  init(path: String, progress: ReadProgress? = nil) throws {
    self.path = path
    self.progress = progress
    // Without O_NONBLOCK, a pipe that nobody writes to would be waited for.
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Problem.cannotRead(path, errno) }
    var information = stat()
    unsafe fstat(descriptor, &information)
    let kind = information.st_mode & S_IFMT
    // A pipe is gone once it is read, and a bill may have to be read twice.
    guard kind == S_IFREG else { throw Problem.notAFile(path, isPipe: kind == S_IFIFO) }
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  deinit { close(descriptor) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 {
        bytesRead += count
        progress?.addBytes(count)
        return count
      }
      if errno != EINTR { throw Problem.cannotRead(path, errno) }
    }
  }
}

/// A gzip file of one or more members (RFC 1952), unpacked by ISA-L.
@safe final class GzipSource: ByteSource {
  private let file: FileSource
  private let state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
  private var isInsideMember = false

  init(_ file: FileSource) {
    self.file = file
    unsafe isal_inflate_init(state)
    unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP)
    unsafe state.pointee.avail_in = 0
  }

  deinit {
    unsafe state.deallocate()
    unsafe input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    unsafe state.pointee.next_out = unsafe buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe state.pointee.avail_out = UInt32(clamping: buffer.count)
    let room = unsafe state.pointee.avail_out
    while unsafe state.pointee.avail_out == room {
      var isLast = false
      if unsafe state.pointee.avail_in == 0 {
        let count = try unsafe file.read(into: input)
        if count == 0, !isInsideMember { return 0 }
        isLast = count == 0
        unsafe state.pointee.next_in = unsafe input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe state.pointee.avail_in = UInt32(count)
      }
      isInsideMember = true
      guard unsafe isal_inflate(state) == ISAL_DECOMP_OK else { throw Problem.damagedGzip(file.path) }
      let isFinished = unsafe state.pointee.block_state == ISAL_BLOCK_FINISH
      // Without more input, a call may still hand out what was held back; one that does not is the end.
      if isLast, !isFinished, unsafe state.pointee.avail_out == room {
        throw Problem.cutShort(file.path, "the gzip file ends in the middle")
      }
      if isFinished { try startNextMember() }
    }
    return unsafe Int(room - state.pointee.avail_out)
  }

  private func startNextMember() throws {
    isInsideMember = false
    let (next, left) = unsafe (state.pointee.next_in, state.pointee.avail_in)
    let (out, room) = unsafe (state.pointee.next_out, state.pointee.avail_out)
    unsafe isal_inflate_reset(state)
    unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP)
    unsafe (state.pointee.next_in, state.pointee.avail_in) = unsafe (next, left)
    unsafe (state.pointee.next_out, state.pointee.avail_out) = unsafe (out, room)
  }
}
