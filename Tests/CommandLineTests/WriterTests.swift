import Listings
import Billing
import Foundation
import TestSupport
import Testing

@testable import tarsier

@Suite("A listing in each format")
struct WriterTests {
  private let pipe = Terminal(isTerminal: false, reported: nil, environment: [:])

  @Test(arguments: [
    (OutputFormat.table, "listing.txt"), (.json, "listing.json"), (.csv, "listing.csv"),
    (.markdown, "listing.md"),
  ])
  func writes(format: OutputFormat, golden: String) {
    expectGolden(format.text(of: .sample, on: pipe), golden)
  }

  @Test func fitsTheTerminal() {
    let text = TableWriter(width: 100, colour: false).text(of: .sample)
    expectGolden(text, "listing-100.txt")
    #expect(text.split(separator: "\n").allSatisfy { displayWidth(of: $0) <= 100 })
  }

  @Test func cutsNoFigures() {
    let text = TableWriter(width: 20, colour: false).text(of: .sample)
    #expect(text.contains("1,234,567.89") && text.contains("-0.00000000125"))
  }

  @Test func setsHeadingAndTotalsInBold() {
    let lines = TableWriter(width: nil, colour: true).text(of: .sample).split(separator: "\n")
    #expect(lines.indices.filter { lines[$0].contains("\u{1B}[1m") } == [0, 7, 8])
  }

  @Test(arguments: [
    (OutputFormat.table, "A  Cost\n─  ────\n"), (.json, "[]\n"), (.csv, "a,cost\n"),
    (.markdown, "| A   | Cost |\n| :-- | ---: |\n"),
  ])
  func writesNoRows(format: OutputFormat, text: String) {
    let listing = Listing([.init("a"), .init("cost", .money)])
    #expect(format.text(of: listing, on: pipe) == text)
  }

  @Test func roundsWhereAColumnSaysSo() {
    let listing = Listing(
      [.init("cost", .money(decimals: 2))], rows: [[.amount(.of("2.345"))], [.amount(.of("1"))]])
    #expect(OutputFormat.table.text(of: listing, on: pipe) == "Cost\n────\n2.34\n1.00\n")
    #expect(OutputFormat.csv.text(of: listing, on: pipe) == "cost\n2.345\n1\n")
  }

  @Test func jsonIsReadByOthers() throws {
    let awkward = Listing(
      [.init("tag:a\"b")], rows: [[.text("\u{0}\u{1F}\u{7F}\"\\/\n\r\t\u{2028}€😀")], [.absent]])
    for listing in [Listing.sample, awkward] {
      let objects =
        try JSONSerialization.jsonObject(with: Data(JSONWriter().text(of: listing).utf8)) as? [[String: Any]]
      #expect(objects?.count == listing.rows.count)
      #expect(objects?.allSatisfy { $0.count == listing.columns.count } == true)
    }
    let text = try Program.python(
      "import json,sys; print(ascii(json.loads(sys.argv[1])[0]))", [JSONWriter().text(of: awkward)])
    #expect(text == #"{'tag:a"b': '\x00\x1f\x7f"\\/\n\r\t\u2028\u20ac\U0001f600'}"# + "\n")
  }

  @Test func csvIsReadByOthers() throws {
    let text = try Program.python(
      "import csv,io,sys; print(ascii(list(csv.reader(io.StringIO(sys.argv[1], newline='')))[2:4]))",
      [CSVWriter().text(of: .sample)])
    #expect(
      text == """
        [['Gr\\xf6\\xdfe \\u6771\\u4eac "x"', '', '2', '-0.00000000125', 'USD', 'false'], \
        ['a|b\\n\\x1b[31mred\\\\', '<b>*r&d*', '', '', 'EUR', '']]

        """)
  }

  @Test func numbersAreBareInJSON() {
    let listing = Listing([.init("seconds", .money(decimals: 2))], rows: [[.number(.of("0.416"))]])
    #expect(JSONWriter().text(of: listing) == "[\n  {\"seconds\": 0.416}\n]\n")
    #expect(OutputFormat.table.text(of: listing, on: pipe) == "Seconds\n───────\n   0.42\n")
  }
}

extension OutputFormat {
  fileprivate func text(of listing: Listing, on terminal: Terminal) -> String {
    String(decoding: bytes(of: listing, on: terminal), as: UTF8.self)
  }
}

extension TableWriter {
  fileprivate func text(of listing: Listing) -> String { String(decoding: bytes(of: listing), as: UTF8.self) }
}

extension JSONWriter {
  fileprivate func text(of listing: Listing) -> String { String(decoding: bytes(of: listing), as: UTF8.self) }
}

extension CSVWriter {
  fileprivate func text(of listing: Listing) -> String { String(decoding: bytes(of: listing), as: UTF8.self) }
}
