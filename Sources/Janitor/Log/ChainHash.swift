internal import CSodium

/// The SHA-256 that chains the log: a line can't be changed or taken out without all later ones showing it.
enum ChainHash {
  /// What stands before the first line.
  static let start = String(repeating: "0", count: 64)

  /// In lower-case hexadecimal, of the line before and the text of this one.
  static func of(_ text: String, after previous: String) -> String {
    let message = Array((previous + "\n" + text).utf8)
    var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_bytes()))
    unsafe crypto_hash_sha256(&digest, message, UInt64(message.count))
    return digest.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
