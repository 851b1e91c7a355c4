import Foundation
import TestSupport
import Testing

@testable import Billing

/// Whatever a bill looks like, both readers find the same in it.
struct RandomBillTests {
  /// How many random bills are read; `TARSIER_RANDOM_BILLS` asks for more.
  private static let count =
    ProcessInfo.processInfo.environment["TARSIER_RANDOM_BILLS"].flatMap { Int($0) } ?? 2_000
  private static let batches = 8

  @Test(arguments: 0..<batches)
  func bothReadersAgree(batch: Int) throws {
    let folder = try TemporaryFolder()
    var refused = 0
    for number in stride(from: batch, to: Self.count, by: Self.batches) {
      var bill = RandomBill(seed: UInt64(number))
      let path = try folder.write("bill.csv", bill.text())
      let strict = readBothWays([path])
      guard strict.lines.first?.hasPrefix("error") ?? false else { continue }
      refused += 1
      readBothWays([path], allowsRejects: true)
    }
    #expect(refused > 0)
    #expect(refused < Self.count / Self.batches * 3 / 4, "most bills are whole")
  }
}
