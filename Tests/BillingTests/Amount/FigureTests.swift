import TestSupport
import Testing

@testable import Billing

/// The figures of bills, cell by cell.
struct FigureTests {
  @Test(arguments: [
    ("0", 0, 0), ("7", 7, 0), ("-7", -7, 0), ("+7", 7, 0), ("007", 7, 0), ("1.", 1, 0), (".5", 5, 1),
    ("-.5", -5, 1), ("0.10", 10, 2), ("-0", 0, 0), ("-0.00", 0, 2), ("  1.5\t", 15, 1), ("\" 1.5 \"", 15, 1),
    ("\"12.5\"", 125, 1), ("1e3", 1000, 0), ("1.5E2", 150, 0), ("1.5e-07", 15, 8), ("5.2E-9", 52, 10),
    ("-7.0E-10", -70, 11), ("1.0E-7", 10, 8), ("2e+1", 20, 0), ("0E-9", 0, 9), ("0e400", 0, 0),
    ("0e-400", 0, 12),
    ("\"1,234.5\"", 12345, 1), ("\"-12,345,678\"", -12_345_678, 0), ("\"10,000.00\"", 1_000_000, 2),
    ("0.000000000000", 0, 12), ("0.00000000000000", 0, 12), ("2.000000000000000", 2_000_000_000_000, 12),
    ("0.0274000000000000", 27_400_000_000, 12), ("0.027400000000000004", 27_400_000_000_000_004, 18),
  ])
  func reads(_ cell: String, units: Int, decimals: Int) {
    #expect(read(cell) == .figure(Figure(units: Int128(units), decimals: decimals)))
  }

  @Test("figures of 28 and 30 decimals keep all their digits")
  func manyDecimals() {
    #expect(
      read("0.0123456789012345678901234567")
        == .figure(Figure(units: Int128("123456789012345678901234567") ?? 0, decimals: 28)))
    #expect(
      read("-1.000000000000000000000000000001")
        == .figure(Figure(units: Int128("-1000000000000000000000000000001") ?? 0, decimals: 30)))
    #expect(read("1e-30") == .figure(Figure(units: 1, decimals: 30)))
  }

  @Test(arguments: ["", " ", "\t ", "\"\"", "\" \"", "NULL", "null", "None", "\"NULL\"", " None "])
  func absent(_ cell: String) { #expect(read(cell) == .absent) }

  @Test(arguments: [
    "-", "+", ".", "-.", "--1", "+-1", "1-", "1.2.3", "1e", "1e+", "e5", ".e5", "1e1.5", "1e99999", "0x10",
    "1 2",
    "nan", "inf", "Null", "none", "n/a", "$10,000.00", "\"$10,000.00 \"", "1,5", "1,234", "\"1,5\"",
    "\"12,34\"",
    "\"1,2345\"", "\"1234,567\"", "\"0,125\"", "\",123\"", "\"1,,234\"", "\"1,234,\"", "\"1,234.5,6\"",
    "\"1,234e2,1\"",
    "\"", "\"\"1\"\"", "１２", "1_000",
  ])
  func isNoNumber(_ cell: String) { #expect(read(cell) == .unreadable("is no number")) }

  @Test(arguments: [
    ("1e-31", "has more than 30 decimals"),
    ("0.0000000000000000000000000000001", "has more than 30 decimals"),
    ("12345678901234567890123456789012345678901", "has more than 38 digits"),
    ("170141183460469231731687303715884105728", "has more than 38 digits"),
    ("-170141183460469231731687303715884105729", "has more than 38 digits"),
    ("1e38", "is too large"), ("1e999", "is too large"), ("123456789e33", "is too large"),
  ])
  func isOutOfReach(_ cell: String, reason: String) { #expect(read(cell) == .unreadable(reason)) }

  @Test("the plain reading says the same as the careful one, or leaves the cell to it")
  func plainAgrees() {
    var random = SplitMix64(seed: 1)
    var taken = 0
    for _ in 0..<20_000 {
      let cell = Self.randomCell(&random)
      let (units, decimals) = plain(cell)
      guard decimals >= 0 else { continue }
      taken += 1
      #expect(read(cell) == .figure(Figure(units: Int128(units), decimals: decimals)), "\(cell)")
    }
    #expect(taken > 5_000)
  }

  @Test("nearly every cell of a real bill is read the plain way")
  func plainForms() {
    for cell in ["0", "-1", "0.0000008000", "98315.9887844689", "-0.5", "1.", ".5", "123456789012345678"] {
      #expect(plain(cell).decimals >= 0, "\(cell)")
    }
  }

  private static func randomCell(_ random: inout SplitMix64) -> String {
    let letters = Array("01234567890123456789012345678900..-e")
    return String((0..<Int.random(in: 1...19, using: &random)).map { _ in random.pick(letters) })
  }

  private func read(_ cell: String) -> FigureReading { unsafe withCell(cell) { unsafe readFigure($0) } }

  private func plain(_ cell: String) -> (units: Int64, decimals: Int) {
    unsafe withCell(cell) { bytes in
      unsafe bytes.baseAddress.map { unsafe readPlainFigure($0, bytes.count) } ?? (0, -1)
    }
  }
}
