import TestSupport
import Testing

@testable import Billing

/// Single cells of CSV.
struct CSVTextTests {
  @Test(arguments: [
    ("", ""), ("a", "a"), (" a\t", "a"), ("\"\"", ""), ("\"a\"", "a"), ("\" a \"", " a "),
    ("\"a\"\"b\"", "a\"b"),
    ("\"\"\"\"", "\""), ("\"\"\"a\"\"\"", "\"a\""), ("\"a,\nb\"", "a,\nb"),
    ("\"{\"\"k\"\": \"\"v\"\"}\"", "{\"k\": \"v\"}"),
    ("Zürich", "Zürich"),
  ])
  func value(_ cell: String, expected: String) {
    let value = unsafe withCell(cell) { unsafe CSVText.value($0) }
    #expect(value == expected)
  }

  @Test(arguments: [
    ("", [""]), ("a,b", ["a", "b"]), (",", ["", ""]), ("\"a,b\",c", ["\"a,b\"", "c"]),
  ])
  func cells(_ row: String, expected: [String]) {
    let cells = unsafe withCell(row) { bytes in
      unsafe CSVText.cells(of: bytes).map {
        unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[$0]), as: UTF8.self)
      }
    }
    #expect(cells == expected)
  }

  @Test("cells that are appended to a row are found in it again")
  func roundTrip() {
    var random = SplitMix64(seed: 6)
    let letters = Array("ab, \"\n\r\tü1")
    for _ in 0..<1_000 {
      let values = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        String((0..<Int.random(in: 0...6, using: &random)).map { _ in random.pick(letters) })
      }
      var row: [UInt8] = []
      for (index, value) in values.enumerated() {
        if index > 0 { row.append(UInt8(ascii: ",")) }
        unsafe withCell(value) { unsafe CSVText.append($0, to: &row) }
      }
      let read = unsafe withCell(String(decoding: row, as: UTF8.self)) { bytes in
        unsafe CSVText.cells(of: bytes).map { unsafe CSVText.value(UnsafeBufferPointer(rebasing: bytes[$0])) }
      }
      #expect(read == values)
    }
  }
}
