import Foundation
import TestSupport
import Testing

@Suite("Golden files")
struct GoldenTests {
  @Test func showsWhatDiffersByLine() {
    let old = (1...9).map(String.init).joined(separator: "\n")
    let new = old.replacing("5", with: "five").replacing("9", with: "9\n10")
    #expect(
      LineDiff(from: old, to: new).description == """
        1 line is missing, 2 are new
          ⋮
          3
          4
        - 5
        + five
          6
          7
          8
          9
        + 10
        """)
  }

  @Test func aRecordingFails() throws {
    let folder = try TemporaryFolder()
    let test = folder.path("SomeTests.swift")
    withKnownIssue {
      expectGolden("text\n", "new.txt", file: test)
    } matching: {
      $0.comments.description.contains("recorded Golden/new.txt")
    }
    #expect(try String(decoding: folder.bytes("Golden/new.txt"), as: UTF8.self) == "text\n")
    expectGolden("text\n", "new.txt", file: test)
    withKnownIssue { expectGolden("other\n", "new.txt", file: test) }
  }

  @Test(.sharedData("focus-1.0-sample-1000.csv")) func realBillsAreFound() throws {
    #expect(FileManager.default.fileExists(atPath: Shared.data("focus-1.0-sample-1000.csv")))
  }

  @Test func otherProgramsGiveASecondOpinion() throws {
    #expect(
      try Program.python("from decimal import Decimal; print(Decimal('0.1') + Decimal('0.2'))") == "0.3\n")
    #expect(try Program.sqlite3(":memory:", "SELECT 1, 'a'") == "1|a\n")
    #expect(throws: (any Error).self) { try Program.sqlite3(":memory:", "SELECT") }
  }
}
