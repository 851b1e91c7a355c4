internal import CISAL

/// Packs answers for the way to the browser.
enum Gzip {
  /// - Returns: the bytes as one gzip member; nil where that would not be shorter.
  static func packed(_ bytes: [UInt8]) -> [UInt8]? {
    // A network packet's worth is sent as fast as it is.
    guard bytes.count > 1_400 else { return nil }
    var stream = unsafe isal_zstream()
    unsafe isal_deflate_stateless_init(&stream)
    unsafe stream.gzip_flag = UInt16(IGZIP_GZIP)
    unsafe stream.end_of_stream = 1
    let packed = unsafe [UInt8](unsafeUninitializedCapacity: bytes.count) { output, count in
      unsafe bytes.withUnsafeBufferPointer { input in
        unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        let done = unsafe isal_deflate_stateless(&stream) == COMP_OK
        count = unsafe done ? Int(stream.total_out) : 0
      }
    }
    return packed.isEmpty ? nil : packed
  }
}
