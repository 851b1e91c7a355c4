internal import CISAL
internal import Glibc

/// The one bill in a zip archive (PKWARE APPNOTE 6.3), unpacked by ISA-L.
///
/// Entries are found through the archive's directory and never written anywhere, so their paths are only
/// names. Length and checksum of what is unpacked are held against the directory.
@safe final class ZipSource: ByteSource {
  private let file: FileSource
  private let entry: Entry
  private let state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
  private var packedLeft: Int
  private var unpacked = 0
  private var checksum: UInt32 = 0

  /// A file in the archive, as the directory describes it.
  private struct Entry {
    var name: String
    var method: Int
    var checksum: UInt32
    var packed: Int
    var size: Int
    var headerOffset: Int
  }

  init(_ file: FileSource) throws {
    self.file = file
    let bills = try Self.directory(of: file).filter { $0.name.lowercased().hasSuffix(".csv") }
    guard let first = bills.first, bills.count == 1 else {
      throw Problem.zipWithoutOneBill(file.path, bills.map(\.name))
    }
    guard first.method == 0 || first.method == 8 else { throw Problem.damagedZip(file.path) }
    entry = first
    packedLeft = first.packed
    unsafe isal_inflate_init(state)
    unsafe state.pointee.avail_in = 0
    // Name and extra field stand between the entry's own header and its data.
    let header = try Self.bytes(file, at: first.headerOffset, count: 30)
    guard Self.number(header, 0, 4) == 0x0403_4B50 else { throw Problem.damagedZip(file.path) }
    let start = first.headerOffset + 30 + Self.number(header, 26, 2) + Self.number(header, 28, 2)
    guard lseek(file.descriptor, start, SEEK_SET) == start else { throw Problem.cannotRead(file.path, errno) }
  }

  deinit {
    unsafe state.deallocate()
    unsafe input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = try unsafe entry.method == 0 ? readStored(buffer) : readDeflated(buffer)
    if count == 0 {
      guard unpacked == entry.size, checksum == entry.checksum else { throw Problem.damagedZip(file.path) }
      return 0
    }
    checksum = unsafe crc32_gzip_refl(
      checksum, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt64(count))
    unpacked += count
    return count
  }

  private func readStored(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard packedLeft > 0 else { return 0 }
    let part = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, packedLeft)])
    let count = try unsafe file.read(into: part)
    if count == 0 { throw Problem.cutShort(file.path, "the zip archive ends in the middle") }
    packedLeft -= count
    return count
  }

  private func readDeflated(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    unsafe state.pointee.next_out = unsafe buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe state.pointee.avail_out = UInt32(clamping: buffer.count)
    let room = unsafe state.pointee.avail_out
    while unsafe state.pointee.avail_out == room, unsafe state.pointee.block_state != ISAL_BLOCK_FINISH {
      if unsafe state.pointee.avail_in == 0, packedLeft > 0 {
        let part = unsafe UnsafeMutableRawBufferPointer(rebasing: input[..<min(input.count, packedLeft)])
        let count = try unsafe file.read(into: part)
        if count == 0 { throw Problem.cutShort(file.path, "the zip archive ends in the middle") }
        packedLeft -= count
        unsafe state.pointee.next_in = unsafe input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe state.pointee.avail_in = UInt32(count)
      }
      let isLast = unsafe packedLeft == 0 && state.pointee.avail_in == 0
      guard unsafe isal_inflate(state) == ISAL_DECOMP_OK else { throw Problem.damagedZip(file.path) }
      // Without more input, a call may still hand out what was held back; one that does not is the end.
      if isLast, unsafe state.pointee.avail_out == room, unsafe state.pointee.block_state != ISAL_BLOCK_FINISH
      {
        throw Problem.damagedZip(file.path)
      }
    }
    return unsafe Int(room - state.pointee.avail_out)
  }

  // MARK: The directory

  private static func directory(of file: FileSource) throws -> [Entry] {
    let size = Int(lseek(file.descriptor, 0, SEEK_END))
    let tail = try bytes(file, at: max(0, size - 66_000), count: min(size, 66_000))
    // The record that ends the archive may have a comment behind it, so it is looked for from the end.
    guard
      let end = stride(from: tail.count - 22, through: 0, by: -1).first(where: {
        number(tail, $0, 4) == 0x0605_4B50
      })
    else { throw Problem.cutShort(file.path, "the zip archive has no directory") }
    var count = number(tail, end + 10, 2)
    var length = number(tail, end + 12, 4)
    var offset = number(tail, end + 16, 4)
    if offset == 0xFFFF_FFFF || count == 0xFFFF, end >= 20, number(tail, end - 20, 4) == 0x0706_4B50 {
      let record = try bytes(file, at: number(tail, end - 12, 8), count: 56)
      count = number(record, 32, 8)
      length = number(record, 40, 8)
      offset = number(record, 48, 8)
    }
    let directory = try bytes(file, at: offset, count: length)
    var entries: [Entry] = []
    var position = 0
    for _ in 0..<min(count, 100_000) {
      guard position + 46 <= directory.count, number(directory, position, 4) == 0x0201_4B50 else {
        throw Problem.damagedZip(file.path)
      }
      let nameLength = number(directory, position + 28, 2)
      let extraLength = number(directory, position + 30, 2)
      guard position + 46 + nameLength + extraLength <= directory.count else {
        throw Problem.damagedZip(file.path)
      }
      let nameStart = position + 46
      let name = directory[nameStart..<(nameStart + nameLength)]
      var entry = Entry(
        name: String(decoding: name, as: UTF8.self), method: number(directory, position + 10, 2),
        checksum: UInt32(number(directory, position + 16, 4)), packed: number(directory, position + 20, 4),
        size: number(directory, position + 24, 4), headerOffset: number(directory, position + 42, 4))
      readWideNumbers(
        Array(directory[(nameStart + nameLength)..<(nameStart + nameLength + extraLength)]), &entry)
      entries.append(entry)
      position = nameStart + nameLength + extraLength + number(directory, position + 32, 2)
    }
    return entries
  }

  /// Takes the 64-bit numbers of the zip64 extra field in place of those that are all ones.
  private static func readWideNumbers(_ extra: [UInt8], _ entry: inout Entry) {
    var position = 0
    while position + 4 <= extra.count {
      let length = number(extra, position + 2, 2)
      guard number(extra, position, 2) == 1, position + 4 + length <= extra.count else {
        position += 4 + length
        continue
      }
      var next = position + 4
      for field in [\Entry.size, \Entry.packed, \Entry.headerOffset]
      where entry[keyPath: field] == 0xFFFF_FFFF {
        guard next + 8 <= position + 4 + length else { return }
        entry[keyPath: field] = number(extra, next, 8)
        next += 8
      }
      return
    }
  }

  private static func bytes(_ file: FileSource, at offset: Int, count: Int) throws -> [UInt8] {
    guard offset >= 0, count >= 0, count < 1 << 28 else { throw Problem.damagedZip(file.path) }
    var bytes = [UInt8](repeating: 0, count: count)
    let read = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(file.descriptor, $0.baseAddress, count, offset)
    }
    guard read == count else { throw Problem.cutShort(file.path, "the zip archive ends in the middle") }
    return bytes
  }

  /// A little-endian number.
  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
    var number: UInt64 = 0
    for index in 0..<count { number |= UInt64(bytes[start + index]) << UInt64(index * 8) }
    return Int(clamping: number)
  }
}
