import Testing

@testable import Billing

@Suite("Addresses")
struct AddressTests {
  @Test(
    arguments: [
      ("https://Example.COM/hook?a=b#c", "https", "example.com", nil),
      ("smtp://mail.example.com:587", "smtp", "mail.example.com", 587),
      ("http://[::1]:5000/x", "http", "[::1]", 5000),
      ("HTTP://127.0.0.1", "http", "127.0.0.1", nil),
    ] as [(String, String, String, Int?)])
  func takesApart(text: String, scheme: String, host: String, port: Int?) throws {
    let address = try #require(WebAddress(text))
    #expect(address.scheme == scheme && address.host == host && address.port == port)
    #expect(address.description == text)
  }

  @Test(arguments: [
    "", "example.com", "https://", "https:///x", "https://u@example.com", "https://u:p@example.com/",
    "https://example.com:0", "https://example.com:70000", "https://example.com:x", "https://exa mple.com",
    "https://example.com/\n", "https://example.com\\@evil.example", "https://[::1", "https://ex\"ample.com",
    "https://exämple.com", "://example.com", "https://[::1]x",
  ]) func refuses(text: String) { #expect(WebAddress(text) == nil) }

  @Test(arguments: [
    ("http://127.0.0.1", true), ("http://127.1.2.3:9", true), ("smtp://localhost:25", true),
    ("https://[::1]/", true), ("http://127.0.0.1.example.com", false),
    ("http://localhost.example.com", false),
    ("http://0.0.0.0", false), ("http://127.1", false), ("http://10.0.0.1", false),
  ]) func knowsThisMachine(text: String, isLoopback: Bool) {
    #expect(WebAddress(text)?.isLoopback == isLoopback)
  }

  @Test(arguments: [
    "a@example.com", "first.last+tag@sub.example.co", "x_y-z@example-mail.com", "root@localhost",
  ])
  func takesAMailAddress(text: String) { #expect(MailAddress(text)?.description == text) }
}
