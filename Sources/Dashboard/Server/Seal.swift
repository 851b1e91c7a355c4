internal import CSodium

/// Keyed hashes, and a comparison whose time tells nothing of the secret.
enum Seal {
  /// HMAC-SHA256 of a text under a key of any length, as 64 hexadecimal digits.
  static func text(_ text: String, key: String) -> String {
    var state = crypto_auth_hmacsha256_state()
    var code = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_bytes()))
    let (bytes, key) = (Array(text.utf8), Array(key.utf8))
    unsafe crypto_auth_hmacsha256_init(&state, key, key.count)
    unsafe crypto_auth_hmacsha256_update(&state, bytes, UInt64(bytes.count))
    unsafe crypto_auth_hmacsha256_final(&state, &code)
    return code.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  /// Whether two texts are the same.
  ///
  /// What is compared are their hashes, so the time does not tell a length either.
  static func areEqual(_ one: String, _ other: String) -> Bool {
    let (one, other) = (Array(text(one, key: "")), Array(text(other, key: "")))
    let (a, b) = (one.map { $0.asciiValue ?? 0 }, other.map { $0.asciiValue ?? 0 })
    return unsafe sodium_memcmp(a, b, a.count) == 0
  }
}
