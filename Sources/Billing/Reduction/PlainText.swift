/// Whether bytes are what they say, in a cell as well as in JSON: printing ASCII without blanks, quotes and backslashes.
///
/// Eight bytes are looked at together; it reads up to seven behind the end.
@inline(__always)
func isPlainText(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
  let raw = unsafe UnsafeRawPointer(start)
  var odd: UInt64 = 0
  var index = 0
  while index < count {
    var bytes = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    let rest = count - index
    if rest < 8 {
      bytes = (bytes & ((1 << UInt64(rest * 8)) - 1)) | (0x4141_4141_4141_4141 << UInt64(rest * 8))
    }
    odd |= bytes | below(bytes, 0x21) | equal(bytes, UInt8(ascii: "\"")) | equal(bytes, UInt8(ascii: "\\"))
    index += 8
  }
  return odd & 0x8080_8080_8080_8080 == 0
}

/// Sets the high bit where a byte, of which no one has it, is less than `limit`; and perhaps above such a byte.
@inline(__always)
private func below(_ bytes: UInt64, _ limit: UInt8) -> UInt64 {
  bytes &- UInt64(limit) &* 0x0101_0101_0101_0101
}

/// Sets the high bit where a byte is `value`; and perhaps above such a byte.
@inline(__always)
private func equal(_ bytes: UInt64, _ value: UInt8) -> UInt64 {
  let difference = bytes ^ (UInt64(value) &* 0x0101_0101_0101_0101)
  return (difference &- 0x0101_0101_0101_0101) & ~difference
}
