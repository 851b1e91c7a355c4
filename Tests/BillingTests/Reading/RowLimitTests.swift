import TestSupport
import Testing

@testable import Billing

/// A row that never ends is given up, whichever reader has it, long before it fills the memory.
struct RowLimitTests {
  private static let longest = 1 << 12

  @Test(arguments: [1, 100, 4096])
  func ofTheQueue(step: Int) throws {
    let bytes = Array("a,b\n1,2\n".utf8) + Array(repeating: UInt8(ascii: "x"), count: 3 * Self.longest)
    let source = ByteSteps(bytes, longest: step, seed: 1)
    let queue = ChunkQueue(file: "t.csv", source: source, longestRow: Self.longest)
    let chunk = Chunk(capacity: 64)
    #expect(try queue.next(chunk))
    let failure = #expect(throws: ChunkQueue.RowTooLong.self) { while try queue.next(chunk) {} }
    #expect(failure?.line == 3)
  }

  @Test(arguments: [("", "x"), ("\"", "y"), ("", "x,"), ("\"", "x\n")], [1, 100, 4096])
  func ofTheCarefulReader(filler: (first: String, then: String), step: Int) throws {
    let rest = filler.first + String(repeating: filler.then, count: 3 * Self.longest)
    let source = ByteSteps(Array(("a,b\n1,2\n" + rest).utf8), longest: step, seed: 1)
    #expect(throws: Problem.rowTooLong("t.csv", line: 3)) {
      try CollectedRows.parsed(source, longestRow: Self.longest)
    }
  }

  @Test("a stray quote far from the next one hides no row from libcsv", arguments: [1, 3])
  func strayQuoteInALongFile(workers: Int) throws {
    let header =
      "BilledCost,BillingAccountId,BillingCurrency,BillingPeriodStart,ChargePeriodStart,ChargePeriodEnd,ServiceName\n"
    let row = "1,acct-7,EUR,2025-12-01,2025-12-01 00:00:00,2025-12-01 01:00:00,"
    let rows = String(repeating: row + "b\n", count: 3 * ChunkQueue.chunkSize / row.utf8.count)
    let folder = try TemporaryFolder()
    let path = try folder.write("b.csv", header + row + "a 5\" disk\n" + rows)
    var reader = BillReader(workers: workers)
    reader.longestRow = ChunkQueue.chunkSize
    let services = try reader.read([.init(path: path, name: "b.csv")]) { bills in
      bills.flatMap { $0.bill.combinations.compactMap { $0[.service] } }
    }
    #expect(services.sorted() == ["a 5\" disk", "b"])
  }
}
