internal import CSodium

/// SHA-256, and the HMAC made from it, by libsodium.
enum SHA256 {
  static func hexadecimal(of bytes: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_bytes()))
    unsafe crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
    return hexadecimal(digest)
  }

  /// HMAC-SHA256 as of RFC 2104, with a key of any length.
  static func authentication(of bytes: [UInt8], key: [UInt8]) -> String {
    var state = crypto_auth_hmacsha256_state()
    var code = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_bytes()))
    unsafe crypto_auth_hmacsha256_init(&state, key, key.count)
    unsafe crypto_auth_hmacsha256_update(&state, bytes, UInt64(bytes.count))
    unsafe crypto_auth_hmacsha256_final(&state, &code)
    return hexadecimal(code)
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
